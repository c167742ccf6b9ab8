package org.schoolapprovals.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.schoolapprovals.people.Accounts;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Role;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.logout.HttpStatusReturningLogoutSuccessHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** One sign-in, at our own page, for Tasklist and the pages of our own. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AdministratorSettings.class)
class SecurityConfiguration {

    private static final RequestMatcher TASKLIST_SIGN_OUT =
            Paths.call(HttpMethod.POST, "/camunda/api/admin/auth/user/default/logout");
    private static final RequestMatcher TASKLIST = Paths.any(
            "/camunda/app/tasklist/**",
            "/camunda/lib/**",
            "/camunda/assets/**",
            "/camunda/favicon.ico",
            "/camunda/api/tasklist/plugin/*/static/**");
    /** Scripts upload photographs and drafts of the policy and fetch what they need: they want a sentence, not a page. */
    private static final RequestMatcher SCRIPTS = new OrRequestMatcher(
            Paths.call(HttpMethod.POST, "/photos"), Paths.any("/photos/*", "/policy/reviews/*/draft"));

    private static final String ADMINISTRATOR = Role.ADMINISTRATOR.groupId();

    private final boolean https;

    SecurityConfiguration(@Value("${school.https}") boolean https) {
        this.https = https;
    }

    /** Where the Facebook page calls by itself: it signs what it sends, and has no session and no form. */
    @Bean
    @Order(0)
    SecurityFilterChain facebookWebhook(HttpSecurity http) throws Exception {
        return http.securityMatcher(Paths.any("/channels/facebook/webhook"))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.httpStrictTransportSecurity(this::onceHttpsAlways))
                .authorizeHttpRequests(may -> may.anyRequest().permitAll())
                .build();
    }

    /** Tasklist, Cockpit and Admin with the API behind them. They bring their own CSRF protection and security headers. */
    @Bean
    @Order(1)
    SecurityFilterChain camunda(HttpSecurity http, People people, Accounts accounts) throws Exception {
        return http.securityMatcher(Paths.any("/camunda", "/camunda/**"))
                .csrf(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.defaultsDisabled()
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                        .httpStrictTransportSecurity(this::onceHttpsAlways)
                        .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                                Paths.any(TasklistApi.ENGINE + "/**"), SecurityConfiguration::keepNothing))
                        // Whoever goes back after signing out is not to find the page again.
                        .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                                OneNonceAPage.PAGES, SecurityConfiguration::keepNothing)))
                .requestCache(cache -> cache.requestCache(pagesOnly()))
                .logout(logout -> logout.logoutRequestMatcher(SecurityConfiguration::isSignOutOfTasklist)
                        .logoutSuccessHandler(new HttpStatusReturningLogoutSuccessHandler(HttpStatus.NO_CONTENT)))
                .exceptionHandling(failure -> failure.defaultAuthenticationEntryPointFor(
                                new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED), SignIn::isApi)
                        .defaultAuthenticationEntryPointFor(
                                new LoginUrlAuthenticationEntryPoint("/login"), request -> !SignIn.isApi(request)))
                .addFilterBefore(new CurrentSession(people, accounts), AuthorizationFilter.class)
                .authorizeHttpRequests(may -> may.requestMatchers(TasklistApi.CALLS.toArray(RequestMatcher[]::new))
                        .hasAnyAuthority(TasklistApi.PEOPLE_AT_WORK)
                        .requestMatchers(
                                Paths.any("/camunda/api/admin/setup/**", "/camunda/api/admin/auth/user/*/login/*"))
                        .denyAll()
                        .requestMatchers(TASKLIST)
                        .authenticated()
                        .anyRequest()
                        .hasAuthority(ADMINISTRATOR))
                .build();
    }

    /** Our own pages. */
    @Bean
    @Order(2)
    SecurityFilterChain pages(HttpSecurity http, People people, Accounts accounts, MultipartConfigElement uploads)
            throws Exception {
        UnreadFiles tokens = new UnreadFiles(SCRIPTS, uploads.getMaxFileSize());
        return http.formLogin(login -> login.loginPage("/login")
                        .failureHandler(new SignInFailure())
                        .permitAll())
                .csrf(csrf -> csrf.csrfTokenRequestHandler(tokens))
                .requestCache(cache -> cache.requestCache(pagesOnly()))
                .logout(logout -> logout.logoutSuccessUrl("/login?logout"))
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(
                                        "default-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                        .httpStrictTransportSecurity(this::onceHttpsAlways))
                .exceptionHandling(failure -> failure.accessDeniedHandler(
                                (request, response, denied) -> refuse(request, response, denied, tokens))
                        .defaultAuthenticationEntryPointFor(
                                (request, response, nobody) -> askToSignIn(response), SCRIPTS)
                        .defaultAuthenticationEntryPointFor(
                                new LoginUrlAuthenticationEntryPoint("/login"), new NegatedRequestMatcher(SCRIPTS)))
                .addFilterBefore(new CurrentSession(people, accounts), AuthorizationFilter.class)
                .authorizeHttpRequests(may -> may.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers(Paths.any("/login", "/school.css", "/favicon.svg", "/actuator/health/**"))
                        .permitAll()
                        .requestMatchers(Paths.any("/error"))
                        .denyAll()
                        .requestMatchers(Paths.any("/actuator/**"))
                        .hasAuthority(ADMINISTRATOR)
                        .anyRequest()
                        .authenticated())
                .build();
    }

    /** Hands the person who signed in on to the engine's web applications. */
    @Bean
    FilterRegistrationBean<ContainerBasedAuthenticationFilter> tasklistSignIn() {
        FilterRegistrationBean<ContainerBasedAuthenticationFilter> registration =
                new FilterRegistrationBean<>(new ContainerBasedAuthenticationFilter());
        registration.setInitParameters(Map.of("authentication-provider", TasklistUser.class.getName()));
        registration.addUrlPatterns("/camunda/app/*", "/camunda/api/*");
        return registration;
    }

    /** Browsers that were here over HTTPS once do not come back without it, whatever a proxy in front tells this server. */
    private void onceHttpsAlways(HeadersConfigurer<HttpSecurity>.HstsConfig strictTransport) {
        strictTransport.requestMatcher(request -> https);
    }

    /** The engine lets browsers keep its answers on the disk of a computer that others use as well. */
    private static void keepNothing(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /** Only Tasklist itself sends the header, so no page elsewhere signs anybody out. */
    private static boolean isSignOutOfTasklist(HttpServletRequest request) {
        return TASKLIST_SIGN_OUT.matches(request) && request.getHeader("X-XSRF-TOKEN") != null;
    }

    /** A form that was open for longer than the session leads back to the sign-in page: it is no lack of rights. */
    private static void refuse(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied, UnreadFiles tokens)
            throws IOException, ServletException {
        boolean nobody = denied instanceof CsrfException
                && SecurityContextHolder.getContext().getAuthentication() == null;
        if (SCRIPTS.matches(request)) {
            if (nobody) {
                askToSignIn(response);
            } else {
                tell(
                        response,
                        HttpStatus.FORBIDDEN,
                        "This did not come from our own form: please open the form afresh.");
            }
        } else if (nobody) {
            response.sendRedirect(request.getContextPath() + "/login?expired");
        } else if (denied instanceof CsrfException && tokens.isTooLarge(request)) {
            response.sendError(HttpStatus.PAYLOAD_TOO_LARGE.value());
        } else {
            new AccessDeniedHandlerImpl().handle(request, response, denied);
        }
    }

    private static void askToSignIn(HttpServletResponse response) throws IOException {
        tell(response, HttpStatus.UNAUTHORIZED, "You are not signed in any more: please sign in again.");
    }

    /** @param sentence without anything that JSON would want escaped */
    private static void tell(HttpServletResponse response, HttpStatus status, String sentence) throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getWriter().write("{\"message\":\"" + sentence + "\"}");
    }

    /** After signing in a person comes back to the page they wanted, never to a call that a script made. */
    private static HttpSessionRequestCache pagesOnly() {
        HttpSessionRequestCache cache = new HttpSessionRequestCache();
        cache.setMatchingRequestParameterName(null);
        cache.setRequestMatcher(request -> HttpMethod.GET.matches(request.getMethod())
                && !SignIn.isApi(request)
                && request.getHeader("Accept") != null
                && request.getHeader("Accept").contains("text/html"));
        return cache;
    }
}
