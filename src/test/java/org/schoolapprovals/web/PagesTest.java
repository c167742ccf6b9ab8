package org.schoolapprovals.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.schoolapprovals.database.WithDatabase;
import org.schoolapprovals.engine.RecordAndEngine;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** A test of our own pages in the whole application, with the people of {@link SchoolPeople} and without timers. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(properties = {"school.name=Willow Lane Primary School", "camunda.bpm.job-execution.enabled=false"})
@AutoConfigureMockMvc
@WithDatabase
@Import({SchoolPeople.class, RecordAndEngine.class})
public @interface PagesTest {}
