package org.schoolapprovals.channel.facebook;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.schoolapprovals.database.WithDatabase;
import org.schoolapprovals.standin.WithStandIn;
import org.schoolapprovals.web.SchoolPeople;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/** The whole application, connected to the stand-in for its page, with nothing running by itself. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = WebEnvironment.DEFINED_PORT,
        properties = {"camunda.bpm.job-execution.enabled=false", "school.facebook.patience=PT4S"})
@WithDatabase
@WithStandIn
@Import(SchoolPeople.class)
@interface FacebookTest {}
