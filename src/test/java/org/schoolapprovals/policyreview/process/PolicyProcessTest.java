package org.schoolapprovals.policyreview.process;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.schoolapprovals.database.WithDatabase;
import org.schoolapprovals.engine.PulledPlug;
import org.schoolapprovals.engine.RecordAndEngine;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/**
 * A test on the real engine and a real PostgreSQL, with a {@link Desk} to work at. Nothing happens by itself: the
 * job executor is off. All such tests share one application and one database, and each begins without any review.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(properties = "camunda.bpm.job-execution.enabled=false")
@WithDatabase
@Import({Desk.class, PulledPlug.class, RecordAndEngine.class})
@interface PolicyProcessTest {}
