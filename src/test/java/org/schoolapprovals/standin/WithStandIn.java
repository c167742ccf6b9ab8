package org.schoolapprovals.standin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/**
 * Connects the school of a Spring test to the stand-in for its page; beside {@code @SpringBootTest(webEnvironment =
 * DEFINED_PORT)} and {@code @WithDatabase}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Import(StandInConfiguration.class)
@TestPropertySource("classpath:standin.properties")
public @interface WithStandIn {}
