package org.schoolapprovals.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.schoolapprovals.comment.Comments;
import org.schoolapprovals.comment.PageComment;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every page of our own keeps WCAG 2.2 AA as far as a machine can tell, and fits the screen. */
class AccessibilityTest extends BrowserTest {

    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    @Autowired
    private Comments comments;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    @ParameterizedTest
    @EnumSource(Screen.class)
    void signingIn(Screen screen) {
        Visitor stranger = visitor(screen).open("/login");
        isAccessible(stranger);
        stranger.page().getByLabel("User name").fill("nobody-" + screen);
        stranger.page().getByLabel("Password").fill("wrong");
        stranger.button("Sign in").click();
        assertThat(stranger.said(AriaRole.ALERT)).isVisible();
        isAccessible(stranger);
        stranger.open("/login?logout");
        isAccessible(stranger);
    }

    @ParameterizedTest
    @EnumSource(Screen.class)
    void homeAndAccount(Screen screen) {
        request("deputy", Trip.named("Choir in the cathedral"));
        Visitor deputy = signIn(visitor(screen), "deputy");
        isAccessible(deputy);
        deputy.open("/account");
        isAccessible(deputy);
        sendUnchecked(deputy, "Change password");
        isAccessible(deputy);
    }

    @ParameterizedTest
    @EnumSource(Screen.class)
    void theRegisterAndOneException(Screen screen) {
        UUID exception = request("teacher", Trip.named("Choir in the town hall"));
        complete("head", exception, Map.of("decision", "approve", "conditions", "Calls on the last evening only."));

        Visitor head = signIn(visitor(screen), "head");
        head.open("/exceptions");
        isAccessible(head);
        head.open("/exceptions?group=closed&outcome=lapsed");
        isAccessible(head);
        head.open("/exceptions/" + exception);
        isAccessible(head);
        head.page().getByText("Revoke the approval").click();
        sendUnchecked(head, "Revoke");
        isAccessible(head);

        Visitor teacher = signIn(visitor(screen), "teacher");
        teacher.open("/exceptions/" + exception);
        teacher.page().getByText("Withdraw this request").click();
        sendUnchecked(teacher, "Withdraw");
        isAccessible(teacher);
    }

    @ParameterizedTest
    @EnumSource(Screen.class)
    void theCalendar(Screen screen) {
        Visitor office = signIn(visitor(screen), "office").open("/calendar");
        isAccessible(office);
        sendUnchecked(office, "Add");
        isAccessible(office);
        office.link("Change").first().click();
        isAccessible(office);
        office.page().getByLabel("Name").fill("");
        sendUnchecked(office, "Save");
        isAccessible(office);
        office.open("/calendar/years/new");
        isAccessible(office);
        sendUnchecked(office, "Enter the school year");
        isAccessible(office);
    }

    @ParameterizedTest
    @EnumSource(Screen.class)
    void theCommentsAndOneOfThem(Screen screen) {
        onPage("Thank you all, what a lovely day at the fair!");
        onPage("Grand day 🙂🎉 – the choir was the best part of it.");
        UUID flagged =
                onPage("You stupid people, ring 07700 900123! \u202Eהיום\u202C " + "And another thing. ".repeat(60));
        UUID reported = onPage("What an idiot, see https://elsewhere.example/rant");
        complete(
                "editor",
                reported,
                "Task_ReviewComment",
                Map.of("decision", "remove-and-report", "reason", "Abuse.", "clause", "S6"));

        Visitor editor = signIn(visitor(screen), "editor").open("/comments");
        isAccessible(editor);
        editor.button("Publish the ticked ones").first().click();
        assertThat(editor.said(AriaRole.ALERT)).isVisible();
        isAccessible(editor);
        editor.open("/comments?tick=all");
        editor.button("Publish the ticked ones").first().click();
        assertThat(editor.said(AriaRole.STATUS)).isVisible();
        isAccessible(editor);
        editor.open("/comments/" + flagged);
        editor.page().getByText("The whole text").click();
        isAccessible(editor);

        Visitor head = signIn(visitor(screen), "head").open("/comments");
        isAccessible(head);
        head.link("Decided").click();
        isAccessible(head);
        head.open("/comments/" + reported);
        isAccessible(head);
        head.button("Read the evidence").click();
        isAccessible(head);
        head.open("/");
        isAccessible(head);
    }

    @ParameterizedTest
    @EnumSource(Screen.class)
    void theLists(Screen screen) {
        Visitor office = signIn(visitor(screen), "office").open("/lists");
        isAccessible(office);
        office.link("Agreed sites").click();
        isAccessible(office);
        office.page().getByLabel("The list").fill("co.uk");
        sendUnchecked(office, "Save the list");
        isAccessible(office);
    }

    @ParameterizedTest
    @EnumSource(Screen.class)
    void theRegisterOfConsents(Screen screen) {
        String name = "Rosalind " + (screen == Screen.DESK ? "Deskford" : "Phoneham");
        Visitor office = signIn(visitor(screen), "office").open("/consents/new");
        isAccessible(office);
        sendUnchecked(office, "Enter the child");
        isAccessible(office);
        office.page().getByLabel("First name").fill(name.split(" ")[0]);
        office.page().getByLabel("Last name").fill(name.split(" ")[1]);
        office.page()
                .getByLabel("Class", new Page.GetByLabelOptions().setExact(true))
                .fill("3B");
        office.page().getByLabel("Year of leaving").fill("2030");
        office.button("Enter the child").click();
        assertThat(office.heading(name)).isVisible();
        sendUnchecked(office, "Record the answer");
        isAccessible(office);
        office.page().getByText("Bar from all publication").click();
        office.page().getByLabel("Reason").fill("An invented reason");
        office.button("Bar").click();
        assertThat(office.said(AriaRole.STATUS)).isVisible();
        isAccessible(office);
        office.open("/consents?on=2027-02-28");
        isAccessible(office);
        office.open("/consents");
        isAccessible(office);
        office.page().getByLabel("Find a child").fill("zzz");
        office.button("Find").click();
        isAccessible(office);
        office.open("/consents/import");
        isAccessible(office);
        office.page()
                .getByLabel("CSV file")
                .setInputFiles(new FilePayload(
                        "pupils.csv",
                        "text/csv",
                        "First name,Last name,Class,Year of leaving\nHenrietta,Fforde,3B,2030\n"
                                .getBytes(StandardCharsets.UTF_8)));
        office.button("Look at the file").click();
        assertThat(office.heading("What the import would do")).isVisible();
        isAccessible(office);
    }

    @ParameterizedTest
    @EnumSource(Screen.class)
    void beingTurnedAway(Screen screen) {
        Visitor governor = signIn(visitor(screen), "governor");
        assertThat(governor.statusOf("/exceptions")).isEqualTo(403);
        isAccessible(governor);
        assertThat(governor.statusOf("/comments")).isEqualTo(403);
        isAccessible(governor);
        assertThat(governor.statusOf("/lists")).isEqualTo(403);
        isAccessible(governor);
        assertThat(governor.statusOf("/consents")).isEqualTo(403);
        isAccessible(governor);
        assertThat(governor.statusOf("/no-such-page")).isEqualTo(404);
        isAccessible(governor);
        assertThat(governor.statusOf("/actuator/env")).isEqualTo(403);
        isAccessible(governor);
    }

    private UUID onPage(String text) {
        String externalId = "1_" + UUID.randomUUID();
        Instant now = clock.instant();
        comments.arrived(
                new PageComment(
                        externalId,
                        Optional.of("1"),
                        Optional.empty(),
                        Optional.empty(),
                        "Parent " + externalId.substring(0, 8),
                        text,
                        now.minusSeconds(47),
                        Optional.of("https://www.facebook.com/1"),
                        Optional.empty()),
                now);
        return jdbc.sql("select id from approvals.comment where external_id = :id")
                .param("id", externalId)
                .query(UUID.class)
                .single();
    }

    /** Sends a form past the browser's own checks, so that the server says what is wrong. */
    private static void sendUnchecked(Visitor visitor, String button) {
        visitor.page().evaluate("document.querySelectorAll('form').forEach(form => form.noValidate = true)");
        visitor.button(button).click();
        assertThat(visitor.said(AriaRole.ALERT)).isVisible();
    }

    static void isAccessible(Visitor visitor) {
        isAccessible(visitor, "html");
    }

    /** Only what is inside of that part: the rest of Tasklist is not ours. */
    static void isAccessible(Visitor visitor, String part) {
        Page page = visitor.page();
        // Not before the styles are there: a page without them is another page.
        page.waitForLoadState();
        List<Rule> violations =
                new AxeBuilder(page).include(part).withTags(RULES).analyze().getViolations();
        assertThat(violations)
                .as("what axe-core finds at %s", page.url())
                .extracting(rule -> rule.getHelp() + rule.getNodes())
                .isEmpty();
        visitor.seesNoSidewaysScrolling();
    }
}
