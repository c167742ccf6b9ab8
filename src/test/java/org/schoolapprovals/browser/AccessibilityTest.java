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
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.schoolapprovals.comment.Comments;
import org.schoolapprovals.comment.PageComment;
import org.schoolapprovals.policyreview.CleanSlate;
import org.schoolapprovals.policyreview.PolicyVersions;
import org.schoolapprovals.policyreview.Reviews;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

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

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private PolicyVersions versions;

    @Autowired
    private Reviews reviews;

    @Autowired
    private TransactionTemplate transactions;

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
    void theReportsAndTheListBehindANumber(Screen screen) {
        goTo(MONDAY_MORNING.minusDays(28));
        UUID exception = request("teacher", Trip.named("Choir on the radio"));
        complete("head", exception, Map.of("decision", "approve"));
        goTo(MONDAY_MORNING);

        Visitor governor = signIn(visitor(screen), "governor");
        isAccessible(governor);
        governor.open("/reports");
        isAccessible(governor);
        governor.page().getByText("Any dates, or as it stood at another moment").click();
        isAccessible(governor);
        governor.page().getByLabel("First day").fill("2027-12-01");
        sendUnchecked(governor, "Show dates");
        isAccessible(governor);

        Visitor head = signIn(visitor(screen), "head").open("/reports");
        isAccessible(head);
        head.page().locator("a[href*='/reports/behind']").first().click();
        assertThat(head.link("Back to the report")).isVisible();
        isAccessible(head);

        Visitor teacher = signIn(visitor(screen), "teacher");
        assertThat(teacher.statusOf("/reports")).isEqualTo(403);
        isAccessible(teacher);
    }

    @ParameterizedTest
    @EnumSource(Screen.class)
    void thePolicyAndItsReviews(Screen screen) {
        clearPolicies();
        Visitor head = signIn(visitor(screen), "head").open("/policy");
        isAccessible(head);
        sendUnchecked(head, "Enter the version in hand");
        isAccessible(head);
        versions.enterInHand(
                "head",
                "policy.md",
                bytes("# Policy\n\n#### Staff\n\n- Ask the head\n\n| a | b |\n|---|---|\n| 1 | 2 |"),
                Optional.of(LocalDate.of(2020, 9, 1)));
        head.open("/");
        isAccessible(head);
        head.open("/policy");
        isAccessible(head);
        UUID review = reviews.openByHand("head").id();
        head.open("/policy/reviews");
        head.page().getByText("Another day for the").first().click();
        isAccessible(head);
        head.page().getByLabel("Day").first().fill("2027-03-06");
        head.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Choose this day"))
                .first()
                .click();
        assertThat(head.said(AriaRole.ALERT)).isVisible();
        isAccessible(head);
        reviews.prepare(review, "editor", "Eleven round-ups, one of them missed.", "major-change");
        reviews.headReview(review, "head", "major-change", "");
        UUID draft = versions.upload("head", review, "policy.md", bytes("# Policy\n\n- Ask the deputy head"))
                .id();
        reviews.draft(
                review,
                "head",
                draft.toString(),
                "The deputy head may agree as well.",
                true,
                SchoolTime.dayOf(clock.instant()).toString());
        head.open("/policy/reviews/" + review);
        head.page().getByText("Cancel this review, such as").click();
        sendUnchecked(head, "Cancel the review");
        isAccessible(head);
        reviews.governorsAsked(review).forEach(governor -> reviews.view(review, governor, "agree", "Clear."));
        reviews.closeViews(review);
        reviews.chairDecide(review, "chair", "approve", "");

        Visitor governor = signIn(visitor(screen), "governor").open("/policy/reviews/" + review);
        isAccessible(governor);
        governor.link("What changes, side by side").click();
        isAccessible(governor);
        head.open("/policy/acknowledgements");
        isAccessible(head);
        Visitor teacher = signIn(visitor(screen), "teacher").open("/policy");
        isAccessible(teacher);
        teacher.button("I have read version 2").click();
        assertThat(teacher.said(AriaRole.STATUS)).isVisible();
        isAccessible(teacher);
        assertThat(teacher.statusOf("/policy/reviews")).isEqualTo(403);
        isAccessible(teacher);
        clearPolicies();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** One term has one review: other tests and the other screen need it as well. */
    private void clearPolicies() {
        engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKeyIn("policy-review", "policy-acknowledgement")
                .list()
                .forEach(running -> engine.getRuntimeService()
                        .deleteProcessInstanceIfExists(running.getId(), "The test is over", true, true, true, false));
        CleanSlate.make(jdbc, transactions);
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
