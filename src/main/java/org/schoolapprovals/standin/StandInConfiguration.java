package org.schoolapprovals.standin;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** The whole stand-in. Nothing finds it by itself: the demo imports it, and so do tests. */
@Import(StandInSettings.class)
public class StandInConfiguration {

    @Bean
    StandInEvents standInEvents(StandInSettings settings) {
        return new StandInEvents(settings);
    }

    @Bean
    StandIn standIn(StandInSettings settings, StandInEvents events, JdbcClient jdbc, Clock clock) {
        return new StandIn(settings, events, jdbc, clock);
    }

    @Bean
    RouterFunction<ServerResponse> standInGraph(StandInSettings settings, StandIn page) {
        return new StandInGraph(settings, page).routes();
    }

    @Bean
    RouterFunction<ServerResponse> standInPages(StandIn page) {
        return new StandInPages(page).routes();
    }

    /** Facebook's page is open to everybody, and it knows nothing of the school's sign-in. */
    @Bean
    @Order(0)
    SecurityFilterChain standInSecurity(HttpSecurity http) throws Exception {
        return http.securityMatcher("/standin", "/standin/**")
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(
                        headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(
                                        "default-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'")))
                .authorizeHttpRequests(may -> may.anyRequest().permitAll())
                .build();
    }
}
