package org.schoolapprovals.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.schoolapprovals.database.WithDatabase;
import org.schoolapprovals.web.SchoolPeople;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/** As {@link SecurityTest}, with the engine's authorizations switched off, as if they let everything pass. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "camunda.bpm.job-execution.enabled=false",
            "camunda.bpm.authorization.enabled=false",
            "logging.level.org.schoolapprovals.engine.PlainAnswers=error"
        })
@WithDatabase
@Import(SchoolPeople.class)
@interface SecurityTestWithoutAuthorizations {}
