package org.schoolapprovals.schoolcalendar.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.database.WithDatabase;
import org.schoolapprovals.people.People;
import org.schoolapprovals.schoolcalendar.BankHolidays;
import org.schoolapprovals.schoolcalendar.SchoolCalendars;
import org.schoolapprovals.schoolcalendar.SchoolStaff;
import org.schoolapprovals.web.Layout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration;
import org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.annotation.Transactional;

/** The pages on a real database, without the engine. Today is Sunday 22 November 2026. */
@SpringBootTest(classes = CalendarControllerTest.Pages.class)
@AutoConfigureMockMvc
@WithDatabase
@Transactional
class CalendarControllerTest {

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        PropertyPlaceholderAutoConfiguration.class,
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        TransactionAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        FlywayAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        ThymeleafAutoConfiguration.class,
        SecurityAutoConfiguration.class,
        UserDetailsServiceAutoConfiguration.class
    })
    @ComponentScan(
            basePackageClasses = SchoolCalendars.class,
            excludeFilters = @ComponentScan.Filter(TestConfiguration.class))
    @Import(Layout.class)
    static class Pages {

        @Bean
        People people() {
            return new SchoolStaff();
        }

        @Bean
        Clock clock() {
            return Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
        }
    }

    @Autowired
    private MockMvc mvc;

    @Autowired
    private JdbcClient jdbc;

    private long autumn;

    @BeforeEach
    void findATerm() {
        autumn = jdbc.sql("select id from approvals.calendar_entry where name = 'Autumn term 2026'")
                .query(Long.class)
                .single();
    }

    private ResultActions read(String path, String reader) throws Exception {
        return mvc.perform(get(path).with(user(reader)));
    }

    private ResultActions send(String path, String sender, String... fields) throws Exception {
        MockHttpServletRequestBuilder request = post(path).with(user(sender)).with(csrf());
        for (int field = 0; field < fields.length; field += 2) {
            request.param(fields[field], fields[field + 1]);
        }
        return mvc.perform(request);
    }

    private long entries() {
        return jdbc.sql("select count(*) from approvals.calendar_entry")
                .query(Long.class)
                .single();
    }

    // Reading

    @ParameterizedTest
    @ValueSource(strings = {"staff", "governors", "chair-of-governors", "social-media"})
    void everybodyReadsTheCalendarWithoutForms(String reader) throws Exception {
        read("/calendar", reader)
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("School year 2026/27"),
                                containsString("Tue 1 Sept 2026 to Fri 18 Dec 2026"),
                                containsString("190 school days"),
                                containsString("No terms entered yet"),
                                containsString("Pattern, to be checked by the school"),
                                containsString("Boxing Day (substitute day)"),
                                not(containsString("/calendar/")))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"office", "head-teacher", "deputy-head", "camunda-admin"})
    void editorsHaveTheForms(String editor) throws Exception {
        read("/calendar", editor)
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("action=\"/calendar/entries\""),
                                containsString("action=\"/calendar/bank-holidays\""),
                                containsString("action=\"/calendar/years/2026/checked\""),
                                containsString("href=\"/calendar/years/new\""),
                                containsString("href=\"/calendar/entries/" + autumn + "\""),
                                containsString("name=\"_csrf\""))));
    }

    @Test
    void whatIsNotCheckedIsWarnedOfOnTop() throws Exception {
        read("/calendar", "staff")
                .andExpect(
                        content()
                                .string(
                                        containsString(
                                                "The dates of school year 2026/27 and 2027/28 are a pattern, to be checked by the school.")));
    }

    @Test
    void anEmptyCalendarIsAPageTooAndSaysThatTermsAreMissing() throws Exception {
        jdbc.sql("delete from approvals.calendar_entry").update();

        for (String reader : new String[] {"staff", "office"}) {
            read("/calendar", reader)
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString("No terms have been entered in the school calendar")));
        }
    }

    @Test
    void theFormForAnEntryIsFilledIn() throws Exception {
        read("/calendar/entries/" + autumn, "office")
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("value=\"Autumn term 2026\""),
                                containsString("value=\"2026-09-01\""),
                                containsString("value=\"2026-12-18\""))));
    }

    @Test
    void theFormForASchoolYearOffersTheNextOneWithoutTerms() throws Exception {
        read("/calendar/years/new", "office")
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("2028/29"),
                                not(containsString(">2027/28<")),
                                containsString("for=\"summerHalfTermLast\""),
                                containsString("id=\"inset5\""))));
    }

    // Rights

    @ParameterizedTest
    @ValueSource(strings = {"staff", "governors", "chair-of-governors", "social-media", "somebody-unknown"})
    void whoeverMayNotEditIsToldSoAndChangesNothing(String sender) throws Exception {
        long before = entries();
        String file = BankHolidays.file(BankHolidays.OF_2028.subList(0, 8));
        ResultActions[] answers = {
            send("/calendar/entries", sender, "kind", "inset-day", "firstDay", "2027-05-12"),
            send("/calendar/entries/" + autumn, sender, "name", "Mine", "firstDay", "2026-09-01"),
            send("/calendar/entries/" + autumn + "/delete", sender),
            send("/calendar/years", sender, "startsIn", "2028"),
            send("/calendar/years/2026/checked", sender),
            send("/calendar/bank-holidays", sender, "file", file),
            read("/calendar/entries/" + autumn, sender),
            read("/calendar/years/new", sender)
        };

        for (ResultActions answer : answers) {
            answer.andExpect(status().isForbidden())
                    .andExpect(content()
                            .string(allOf(
                                    containsString("role=\"alert\""),
                                    not(containsString("<form action=\"/calendar")))));
        }
        assertThat(entries()).isEqualTo(before);
    }

    @Test
    void nobodyReadsOrChangesAnythingWithoutSigningIn() throws Exception {
        mvc.perform(get("/calendar")).andExpect(status().is4xxClientError());
        mvc.perform(post("/calendar/entries").with(csrf())).andExpect(status().is4xxClientError());
    }

    @Test
    void aFormFromElsewhereChangesNothing() throws Exception {
        for (String path : new String[] {
            "/calendar/entries",
            "/calendar/entries/" + autumn,
            "/calendar/entries/" + autumn + "/delete",
            "/calendar/years",
            "/calendar/years/2026/checked",
            "/calendar/bank-holidays"
        }) {
            mvc.perform(post(path).with(user("office"))).andExpect(status().isForbidden());
        }
    }

    @Test
    void readingNeverChangesAnything() throws Exception {
        read("/calendar/entries/" + autumn + "/delete", "office").andExpect(status().isMethodNotAllowed());
        read("/calendar/years/2026/checked", "office").andExpect(status().isMethodNotAllowed());
    }

    // Changing

    @Test
    void whatIsDoneLeadsBackToTheCalendarWithANotice() throws Exception {
        send("/calendar/entries", "office", "kind", "inset-day", "name", "", "firstDay", "2027-05-12", "lastDay", "")
                .andExpect(redirectedUrl("/calendar"))
                .andExpect(flash().attribute("notice", "INSET day added: INSET day (Wed 12 May 2027)."));
        send(
                        "/calendar/entries/" + autumn,
                        "office",
                        "name",
                        "Autumn term 2026",
                        "firstDay",
                        "2026-09-01",
                        "lastDay",
                        "2026-12-22")
                .andExpect(redirectedUrl("/calendar"))
                .andExpect(flash().attribute("notice", startsWith("Term changed: ")));
        send("/calendar/years/2026/checked", "office")
                .andExpect(redirectedUrl("/calendar"))
                .andExpect(flash().attribute("notice", "School year 2026/27 checked."));
        send("/calendar/bank-holidays", "office", "file", BankHolidays.file(BankHolidays.OF_2028))
                .andExpect(redirectedUrl("/calendar"));
        read("/calendar", "staff")
                .andExpect(content()
                        .string(allOf(
                                containsString("INSET day added: INSET day (Wed 12 May 2027)."),
                                containsString("Changed by Office on Sun 22 Nov 2026, 10:00"),
                                containsString("Checked by Office on Sun 22 Nov 2026, 10:00"))));
    }

    @Test
    void aSchoolYearIsEnteredFromOneForm() throws Exception {
        send(
                        "/calendar/years",
                        "office",
                        "startsIn",
                        "2028",
                        "autumnFirst",
                        "2028-09-04",
                        "autumnHalfTermFirst",
                        "2028-10-23",
                        "autumnHalfTermLast",
                        "2028-10-27",
                        "autumnLast",
                        "2028-12-20",
                        "springFirst",
                        "2029-01-04",
                        "springLast",
                        "2029-03-29",
                        "summerFirst",
                        "2029-04-16",
                        "summerLast",
                        "2029-07-20",
                        "inset1",
                        "2028-09-04")
                .andExpect(redirectedUrl("/calendar"))
                .andExpect(flash().attribute("notice", startsWith("School year 2028/29 entered: ")));
    }

    @Test
    void aRefusedEntryIsShownAgainStillFilledInWithItsFaultsOnTop() throws Exception {
        send(
                        "/calendar/entries",
                        "office",
                        "kind",
                        "holiday",
                        "name",
                        "Christmas",
                        "firstDay",
                        "2026-12-21",
                        "lastDay",
                        "2027-01-01")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content()
                        .string(allOf(
                                containsString("role=\"alert\""),
                                containsString("does not lie inside a term"),
                                containsString("<option value=\"holiday\" selected=\"selected\">"),
                                containsString("value=\"Christmas\""),
                                containsString("value=\"2026-12-21\""),
                                containsString("value=\"2027-01-01\""))));
    }

    @Test
    void aRefusedChangeIsShownAgainStillFilledIn() throws Exception {
        send(
                        "/calendar/entries/" + autumn,
                        "office",
                        "name",
                        "Autumn",
                        "firstDay",
                        "2026-09-01",
                        "lastDay",
                        "2026-10-23")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content()
                        .string(allOf(
                                containsString("would no longer lie inside a term"),
                                containsString("action=\"/calendar/entries/" + autumn + "\""),
                                containsString("value=\"Autumn\""),
                                containsString("value=\"2026-10-23\""))));
    }

    @Test
    void aRefusedSchoolYearIsShownAgainStillFilledIn() throws Exception {
        send("/calendar/years", "office", "startsIn", "2029", "autumnFirst", "2029-09-03", "inset3", "2029-09-03")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content()
                        .string(allOf(
                                containsString("The last day of the autumn term is missing"),
                                containsString("<option value=\"2029\" selected=\"selected\">2029/30</option>"),
                                containsString("value=\"2029-09-03\""))));
    }

    @Test
    void aRefusedBankHolidayFileIsShownAgain() throws Exception {
        send("/calendar/bank-holidays", "office", "file", "</textarea><script>alert(1)</script>")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content()
                        .string(allOf(
                                containsString("This is not the bank holiday file of gov.uk."),
                                containsString("&lt;/textarea&gt;&lt;script&gt;"),
                                not(containsString("<script>")))));
    }

    // Hostile input

    @Test
    void aScriptInANameIsShownAsText() throws Exception {
        String script = "\"><script>alert(1)</script>";
        send("/calendar/entries", "office", "kind", "inset-day", "name", script, "firstDay", "2027-05-12")
                .andExpect(redirectedUrl("/calendar"));
        long id = jdbc.sql("select id from approvals.calendar_entry where first_day = '2027-05-12'")
                .query(Long.class)
                .single();

        for (String path : new String[] {"/calendar", "/calendar/entries/" + id}) {
            read(path, "office")
                    .andExpect(status().isOk())
                    .andExpect(
                            content().string(allOf(containsString("&lt;script&gt;"), not(containsString("<script>")))));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/calendar/entries",
        "/calendar/entries/1",
        "/calendar/entries/9223372036854775807",
        "/calendar/entries/9223372036854775807/delete",
        "/calendar/years",
        "/calendar/years/9999/checked",
        "/calendar/years/-2147483648/checked",
        "/calendar/bank-holidays"
    })
    void absentFieldsAndUnknownEntriesAreRefused(String path) throws Exception {
        send(path, "office").andExpect(status().isUnprocessableEntity());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/calendar/entries/x",
                "/calendar/entries/9223372036854775808",
                "/calendar/entries/-/delete",
                "/calendar/years/2026%2F27/checked",
                "/calendar/years/99999999999/checked"
            })
    void addressesThatMakeNoSenseAreTheCallersFault(String path) throws Exception {
        send(path, "office").andExpect(status().is4xxClientError());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9999-12-31",
                "+999999999-12-31",
                "-999999999-01-01",
                "0000-00-00",
                "2027-02-30",
                "31/12/99",
                "tomorrow",
                "'; drop table approvals.decision; --",
                "\u0000",
                "\uD83D\uDE00"
            })
    void aDateThatIsNoneIsRefusedInEveryForm(String date) throws Exception {
        for (String kind : new String[] {"term", "holiday", "inset-day", "bank-holiday"}) {
            send("/calendar/entries", "office", "kind", kind, "name", "A name", "firstDay", date, "lastDay", date)
                    .andExpect(status().isUnprocessableEntity());
        }
        send("/calendar/entries/" + autumn, "office", "name", "A name", "firstDay", date, "lastDay", date)
                .andExpect(status().isUnprocessableEntity());
        send("/calendar/years", "office", "startsIn", "2028", "autumnFirst", date, "springLast", date, "inset1", date)
                .andExpect(status().isUnprocessableEntity());
    }

    @Test
    void aNameOfAMegabyteIsRefused() throws Exception {
        String name = "x".repeat(1_000_000);
        send("/calendar/entries", "office", "kind", "inset-day", "name", name, "firstDay", "2027-05-12")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("The name is too long")));
        send("/calendar/years", "office", "startsIn", name, "inset1", name).andExpect(status().isUnprocessableEntity());
    }

    @Test
    void aFieldSentTwiceIsNeverAFaultOfOurs() throws Exception {
        mvc.perform(post("/calendar/entries")
                        .with(user("office"))
                        .with(csrf())
                        .param("kind", "term", "holiday")
                        .param("firstDay", "2027-05-12", "2027-05-13"))
                .andExpect(status().isUnprocessableEntity());
    }
}
