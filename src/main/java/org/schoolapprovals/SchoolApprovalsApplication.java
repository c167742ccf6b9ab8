package org.schoolapprovals;

import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts School Approvals: the engine, Tasklist and our own pages in one application. */
@SpringBootApplication
public class SchoolApprovalsApplication {

    public static void main(String[] args) {
        // The engine stores timestamps without a zone, in the zone of the JVM. In a zone with summer time one hour of
        // each autumn comes twice, so timers would fire an hour early or late; and a move to a server elsewhere would
        // shift every date. The school's own zone is SchoolTime.ZONE.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        SpringApplication.run(SchoolApprovalsApplication.class, args);
    }
}
