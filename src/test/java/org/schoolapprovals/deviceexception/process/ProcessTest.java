package org.schoolapprovals.deviceexception.process;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.schoolapprovals.database.WithDatabase;
import org.schoolapprovals.engine.PulledPlug;
import org.schoolapprovals.engine.RecordAndEngine;
import org.schoolapprovals.notice.mail.PostOffice;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/**
 * A test on the real engine and a real PostgreSQL, with a {@link School} to play. Nothing happens by itself: the job executor is
 * off and timers fire when the test says so. All such tests share one application and one database.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        properties = {
            "camunda.bpm.job-execution.enabled=false",
            "spring.mail.host=localhost",
            "school.public-url=https://approvals.school.example"
        })
@WithDatabase
@Import({School.class, PulledPlug.class, RecordAndEngine.class, PostOffice.class})
@interface ProcessTest {}
