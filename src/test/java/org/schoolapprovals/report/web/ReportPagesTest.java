package org.schoolapprovals.report.web;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.net.URI;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.comment.Comment;
import org.schoolapprovals.comment.Comments;
import org.schoolapprovals.deviceexception.DeviceException;
import org.schoolapprovals.deviceexception.DeviceExceptions;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.web.PagesTest;
import org.schoolapprovals.web.SchoolPeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** The pages and files of reports, in the whole application, on a Monday of the spring term of the shipped calendar. */
@PagesTest
class ReportPagesTest {

    private static final LocalDateTime MONDAY = LocalDateTime.of(2027, 3, 1, 9, 0, 7);
    private static final LocalDateTime FEBRUARY = LocalDateTime.of(2027, 2, 1, 10, 0);
    private static final String SPRING = "first=2027-01-04&last=2027-04-18";
    private static final String ADDRESS = "/reports?" + SPRING + "&as-at=2027-03-01T09:00:07Z";

    @Autowired
    private MockMvc pages;

    @Autowired
    private SchoolPeople people;

    @Autowired
    private DeviceExceptions exceptions;

    @Autowired
    private Comments comments;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void itIsMonday() {
        itIs(MONDAY);
    }

    @AfterEach
    void itIsTodayAgain() {
        ClockUtil.reset();
    }

    @ParameterizedTest
    @ValueSource(strings = {"teacher", "assistant", "office", "editor", "admin"})
    void reports_are_not_for_everybody(String userId) throws Exception {
        for (String path : List.of(
                "/reports",
                "/reports?first=nonsense",
                ADDRESS,
                ADDRESS.replace("/reports", "/reports/pdf"),
                ADDRESS.replace("/reports", "/reports/csv"),
                ADDRESS.replace("/reports", "/reports/json"),
                ADDRESS.replace("/reports", "/reports/behind") + "&table=a&row=b&column=0")) {
            send(userId, path)
                    .andExpect(status().isForbidden())
                    .andExpect(
                            content().string(containsString("The reports are for governors, the chair of governors,")));
        }
        send(userId, "/").andExpect(content().string(not(containsString("/reports"))));
    }

    @Test
    void whoever_is_not_signed_in_is_asked_to_sign_in() throws Exception {
        pages.perform(get("/reports").accept("text/html")).andExpect(status().isFound());
    }

    @ParameterizedTest
    @ValueSource(strings = {"governor", "chair", "head", "deputy"})
    void the_reports_lead_to_this_term_as_it_stands_now(String userId) throws Exception {
        send(userId, "/").andExpect(content().string(containsString("href=\"/reports\"")));
        send(userId, "/reports").andExpect(redirectedUrl(ADDRESS));
        send(userId, ADDRESS)
                .andExpect(status().isOk())
                .andExpect(header().string("Cache-Control", containsString("no-store")))
                .andExpect(content()
                        .string(allOf(
                                containsString("Report: Spring term 2027"),
                                containsString("compared with Autumn term 2026"),
                                containsString("As it stood on Mon 1 Mar 2027, 09:00:07 GMT."),
                                containsString("value=\"09:00:07\""))));
    }

    @Test
    void bars_are_drawn_where_there_is_something_and_nowhere_else() throws Exception {
        askedInFebruary();

        String page = send("governor", ADDRESS).andReturn().getResponse().getContentAsString();

        assertThat(page).containsPattern("<svg class=\"bar\"[^>]*>\\s*<rect");
        assertThat(page).doesNotContainPattern("<svg class=\"bar\"[^>]*>\\s*</svg>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            period=term-2026-10-01                              | first=2026-09-01&last=2027-01-03&as-at=2027-03-01T09:00:07Z
            period=year-2026                                    | first=2026-09-01&last=2027-08-31&as-at=2027-03-01T09:00:07Z
            period=&first=2027-02-01&last=2027-02-28            | first=2027-02-01&last=2027-02-28&as-at=2027-03-01T09:00:07Z
            first=2027-02-01&last=2027-02-28&on=2027-02-26      | first=2027-02-01&last=2027-02-28&as-at=2027-02-26T23:59:59Z
            first=2027-02-01&last=2027-02-28&on=2027-03-01      | first=2027-02-01&last=2027-02-28&as-at=2027-03-01T09:00:07Z
            first=2026-09-02&last=2026-09-09&on=2026-10-01&time=08:30 | first=2026-09-02&last=2026-09-09&as-at=2026-10-01T07:30:00Z
            first=2026-09-02&last=2026-09-09&as-at=             | first=2026-09-02&last=2026-09-09&as-at=2027-03-01T09:00:07Z
            """)
    void what_somebody_chooses_leads_to_the_address_of_that_report(String chosen, String address) throws Exception {
        send("governor", "/reports?" + chosen).andExpect(redirectedUrl("/reports?" + address));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            first=2027-03-01&last=2027-02-01                    | The last day of a report does not come before the first
            first=2027-02-31&last=2027-03-01                    | First day: please enter a date
            first=2027-02-01&last=                              | Last day: please enter a date
            first=&last=2027-02-01                              | First day: please enter a date
            first=0000-01-01&last=2027-03-01                    | The dates of a report lie between
            first=2027-01-01&last=9999-12-31                    | The dates of a report lie between
            first=2001-01-01&last=2027-03-01                    | A report covers at most three years
            first=2028-01-01&last=2028-03-01                    | has not begun by then
            first=%3Cscript%3E&last=%00                         | First day: please enter a date
            first=2027-01-01&first=2027-01-02&last=2027-02-01   | First day: please enter a date
            first=2027-02-01&last=2027-02-28&as-at=2027-03-01T09:00:08Z | please choose a moment that has passed
            first=2027-02-01&last=2027-02-28&as-at=2027-02-30T09:00:00Z | As it stood on: please enter a date
            first=2027-02-01&last=2027-02-28&as-at=yesterday    | As it stood on: please enter a date
            first=2027-02-01&last=2027-02-28&on=2027-03-02      | please choose a moment that has passed
            first=2027-02-01&last=2027-02-28&on=2027-02-26&time=25:00 | As it stood on: please enter a date
            first=2027-02-01&last=2027-02-28&time=09:00         | As it stood on: please enter a date
            period=term-1999-01-01                              | please choose one from the list
            period=term-2027-13-01                              | please choose one from the list
            period=year-2027                                    | please choose
            period=year-99999999999                             | please choose one from the list
            """)
    void absurd_dates_are_told_in_a_sentence_with_the_form_still_filled_in(String query, String sentence)
            throws Exception {
        for (String path : List.of("/reports", "/reports/pdf", "/reports/csv", "/reports/json")) {
            send("governor", path + "?" + query)
                    .andExpect(status().isUnprocessableEntity())
                    .andExpect(content().contentTypeCompatibleWith("text/html"))
                    .andExpect(content()
                            .string(allOf(
                                    containsString("role=\"alert\""),
                                    containsString(sentence),
                                    containsString("<details class=\"apart\" open"),
                                    not(containsString("<script")))));
        }
    }

    @Test
    void a_form_that_was_refused_keeps_what_was_typed() throws Exception {
        send("governor", "/reports?first=2027-03-01&last=2027-02-01&on=2027-02-26&time=10:15")
                .andExpect(content()
                        .string(allOf(
                                containsString("value=\"2027-03-01\""),
                                containsString("value=\"2027-02-01\""),
                                containsString("value=\"2027-02-26\""),
                                containsString("value=\"10:15\""))));
    }

    @Test
    void what_is_far_too_long_is_no_date() throws Exception {
        String page = send("governor", "/reports?first=" + "9".repeat(5_000) + "&last=2027-02-01")
                .andExpect(status().isUnprocessableEntity())
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(page).doesNotContain("9".repeat(100));
    }

    @ParameterizedTest
    @CsvSource({
        "pdf, application/pdf, inline",
        "csv, text/csv;charset=UTF-8, attachment",
        "json, application/json, attachment"
    })
    void a_report_is_had_as_a_file_that_nobody_stores(String kind, String type, String disposition) throws Exception {
        send("chair", ADDRESS.replace("/reports", "/reports/" + kind))
                .andExpect(status().isOk())
                .andExpect(content().contentType(type))
                .andExpect(header().string("Cache-Control", containsString("no-store")))
                .andExpect(header().string(
                                "Content-Disposition",
                                disposition + "; filename=\"report-2027-01-04-to-2027-04-18." + kind + "\""));
    }

    @Test
    void the_same_address_gives_the_same_files_for_ever() throws Exception {
        for (String kind : List.of("pdf", "csv", "json")) {
            String file = ADDRESS.replace("/reports", "/reports/" + kind);
            byte[] before = bytes("head", file);
            itIs(MONDAY.plusDays(40));
            assertThat(bytes("governor", file)).as(kind).isEqualTo(before);
            itIs(MONDAY);
        }
    }

    @Test
    void a_number_leads_whoever_leads_the_school_to_the_list_behind_it_and_nobody_else() throws Exception {
        DeviceException exception = askedInFebruary();
        String number = "table=exceptions-asked&row=asked&column=0";
        String link = "/reports/behind?" + SPRING + "&as-at=2027-03-01T09:00:07Z&" + number;

        for (String leader : List.of("head", "deputy")) {
            send(leader, ADDRESS).andExpect(content().string(containsString(link.replace("&", "&amp;"))));
            send(leader, link)
                    .andExpect(status().isOk())
                    .andExpect(content()
                            .string(allOf(
                                    containsString(exception.reference()),
                                    containsString("href=\"/exceptions/" + exception.id()),
                                    containsString("Mon 1 Feb 2027, 10:00"),
                                    containsString("still open"),
                                    containsString(ADDRESS.replace("&", "&amp;")))));
        }
        for (String governor : List.of("governor", "chair")) {
            send(governor, ADDRESS).andExpect(content().string(not(containsString("/reports/behind"))));
            send(governor, link)
                    .andExpect(status().isForbidden())
                    .andExpect(content().string(not(containsString(exception.reference()))));
        }
    }

    @Test
    void what_the_head_may_not_see_is_in_no_list_for_them() throws Exception {
        Comment aboutTheHead = commentOfFebruary(true);
        Comment another = commentOfFebruary(false);
        String list =
                "/reports/behind?" + SPRING + "&as-at=2027-03-01T09:00:07Z&table=comments-asked&row=asked&column=0";

        send("head", list)
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("/comments/" + another.id()),
                                not(containsString("/comments/" + aboutTheHead.id())),
                                not(containsString(aboutTheHead.reference())))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "table=none&row=none&column=0",
                "table=%27%3B--&row=%00&column=-1",
                "table=a&row=b&column=99999999999",
                "table=a&row=b&column=x"
            })
    void a_number_that_is_none_has_no_list_behind_it(String number) throws Exception {
        send("head", ADDRESS.replace("/reports", "/reports/behind") + "&" + number)
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content()
                        .string(allOf(
                                containsString("There is no such number in this report"),
                                not(containsString("<script")))));
    }

    private DeviceException askedInFebruary() {
        itIs(FEBRUARY);
        DeviceException exception = exceptions.request(
                "teacher",
                Map.ofEntries(
                        entry("kind", "residential-trip"),
                        entry("tripName", "Year 5 at the castle"),
                        entry("destination", "Castle"),
                        entry("departsAt", "2027-03-16T09:00"),
                        entry("returnsAt", "2027-03-18T15:00"),
                        entry("pupils", 24),
                        entry("adults", 3),
                        entry("device", "phone"),
                        entry("phoneNumber", "020 7946 0018"),
                        entry("contacts", List.of("school", "parents")),
                        entry("uses", List.of("calls")),
                        entry("whyNotSchoolPhone", "The school phone is on another trip."),
                        entry("numberWithheld", true),
                        entry("cloudBackupOff", true),
                        entry("declaration", true)));
        itIs(MONDAY);
        return exception;
    }

    private Comment commentOfFebruary(boolean aboutHead) {
        itIs(FEBRUARY);
        Comment comment = comments.request(
                "teacher",
                Map.of(
                        "channel",
                        "website",
                        "authorName",
                        "A parent",
                        "commentText",
                        "What a day!",
                        "ourOwn",
                        false,
                        "inPublic",
                        false));
        jdbc.sql("update approvals.comment set about_head = :aboutHead where id = :id")
                .param("aboutHead", aboutHead)
                .param("id", comment.id())
                .update();
        itIs(MONDAY);
        return comment;
    }

    private static void itIs(LocalDateTime schoolLocal) {
        ClockUtil.setCurrentTime(Date.from(SchoolTime.at(schoolLocal)));
    }

    private ResultActions send(String userId, String address) throws Exception {
        return pages.perform(get(URI.create(address)).with(people.signedIn(userId)));
    }

    private byte[] bytes(String userId, String address) throws Exception {
        return send(userId, address)
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
    }
}
