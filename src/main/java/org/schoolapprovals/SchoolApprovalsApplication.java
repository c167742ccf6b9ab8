package org.schoolapprovals;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts School Approvals: the engine, Tasklist and our own pages in one application. */
@SpringBootApplication
public class SchoolApprovalsApplication {

    public static void main(String[] args) {
        SpringApplication.run(SchoolApprovalsApplication.class, args);
    }
}
