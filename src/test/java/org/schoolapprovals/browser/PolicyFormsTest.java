package org.schoolapprovals.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.schoolapprovals.browser.AccessibilityTest.isAccessible;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.Test;
import org.schoolapprovals.policyreview.Acknowledgements;
import org.schoolapprovals.policyreview.PolicyVersions;
import org.schoolapprovals.policyreview.Reviews;
import org.schoolapprovals.policyreview.State;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every form of a review and of an acknowledgement, in the hands of those who get it, whatever is typed in it. */
class PolicyFormsTest extends BrowserTest {

    private static final String FORM = ".own-form";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String HOSTILE =
            "<img src=x onerror=alert(1)> {{1+1}} **b** [l](javascript:alert(1)) <script>alert(2)</script> {{#if true}}zz";

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private Reviews reviews;

    @Autowired
    private Acknowledgements acknowledgements;

    @Autowired
    private PolicyVersions versions;

    @Autowired
    private JdbcClient jdbc;

    /** One story, because a term has one review. */
    @Test
    void aReviewGoesThroughEveryFormFromTheHeadsStartToTheNamesThatAreMissing() {
        if (versions.all().isEmpty()) {
            versions.enterInHand(
                    "head",
                    "policy.md",
                    "# Policy\n\nBe kind.\n".getBytes(StandardCharsets.UTF_8),
                    Optional.of(LocalDate.of(2020, 9, 1)));
        }
        Visitor head = atDesk("head");
        head.tasklist().open().link("Start process").click();
        head.tasklist().link("Termly review").click();
        assertThat(head.page().locator(".modal-content")).containsText("The report of the term");
        takePictures("policy-review-start");
        head.tasklist().startForm().button("Start").click();
        assertThat(head.tasklist().notification("Sent.")).isVisible();
        UUID review = jdbc.sql("select id from approvals.policy_review where state = 'PREPARING'")
                .query(UUID.class)
                .single();

        Visitor editor = onPhone("editor");
        Tasklist prepare = openReview(editor, "Prepare review").claim();
        leadsToTheReport(editor, review);
        assertThat(prepare.task()).containsText("of the policy itself (R1), which was due by Thu 1 Sept 2022.");
        prepare.tryToComplete();
        assertThat(reviews.find(review).state()).isEqualTo(State.PREPARING);
        prepare.form().text("Summary for head and governors", HOSTILE + "\nStaff ask what holds for group chats.");
        prepare.form().choose("Major change");
        takePictures("prepare-review");
        editor.seesNoSidewaysScrolling();
        prepare.complete();

        Tasklist headReview = openReview(head, "Review as head teacher").claim();
        leadsToTheReport(head, review);
        isText(head, "Staff ask what holds for group chats.");
        headReview.form().choose("Major change").text("Note, if any", HOSTILE);
        takePictures("head-review");
        headReview.complete();

        draft(head, review);

        Visitor governor = onPhone("governor");
        Tasklist view = openReview(governor, "Give view as governor");
        leadsToTheReport(governor, review);
        isText(governor, "Group chats are covered.");
        assertThat(view.button("Claim")).isHidden();
        for (String words : new String[] {"The new version", "What changes in it, side by side"}) {
            assertThat(governor.ask(view.link(words).getAttribute("href")).status())
                    .as(words)
                    .isEqualTo(200);
        }
        view.form().choose("Agree, or noted where nothing changes").text("Comment", HOSTILE);
        takePictures("governors-review");
        governor.seesNoSidewaysScrolling();
        view.complete();

        Visitor chair = onPhone("chair");
        openReview(chair, "Give view as governor").form().choose("Agree, or noted where nothing changes");
        chair.tasklist().complete();
        Tasklist decide = openReview(chair, "Decide as chair").claim();
        leadsToTheReport(chair, review);
        isText(chair, "Group chats are covered.");
        assertThat(decide.task()).containsText("2 of 2 governors gave a view; a quorum is 1.");
        assertThat(decide.task()).containsText("School Governor: Agrees. <img src=x");
        decide.form().choose("Approve and sign off");
        takePictures("chair-decision");
        chair.seesNoSidewaysScrolling();
        decide.complete();
        assertThat(reviews.find(review).state()).isEqualTo(State.ACKNOWLEDGING);

        confirm(review);

        goTo(LocalDateTime.of(2027, 3, 16, 0, 0));
        Tasklist followUp = openReview(head, "Follow up missing names").claim();
        assertThat(followUp.task()).containsText("Teaching Assistant");
        assertThat(followUp.task()).not().containsText("Class Teacher");
        nothingIsLeftOut(head);
        followUp.form().text("What was agreed with them", "They read it with me.");
        takePictures("follow-up-acknowledgements");
        followUp.complete();
        assertThat(reviews.find(review).state()).isEqualTo(State.CLOSED);
    }

    private void draft(Visitor head, UUID review) {
        FormFields draft = openReview(head, "Draft policy").claim().form();
        assertThat(draft.field(AriaRole.CHECKBOX, "Substantive: staff have to read it and confirm that they have"))
                .isChecked();
        leadsToTheReport(head, review);
        head.tasklist().tryToComplete();
        assertThat(draft.text("Please choose the file of the new version.").first())
                .isVisible();
        isAccessible(head, FORM);

        draft.upload("New version of the policy", file("policy.exe", "MZ no policy at all \0\1\2"));
        assertThat(head.tasklist().task().getByRole(AriaRole.STATUS)).containsText(Pattern.compile("Markdown|PDF"));
        head.tasklist().tryToComplete();
        assertThat(draft.text("Please choose another file: this one was not taken.")
                        .first())
                .isVisible();

        draft.upload("New version of the policy", file("policy.md", "# Policy\n\nGroup chats are covered.\n"));
        assertThat(head.tasklist().task().getByRole(AriaRole.STATUS)).containsText("“policy.md” is here.");
        draft.text("What changes", "Group chats are covered. " + HOSTILE);
        draft.text("In force from", "4/13/2027");
        head.tasklist().tryToComplete();
        assertThat(draft.text("Please give the day as day/month/year").first()).isVisible();
        draft.text("In force from", "1/3/2027");
        takePictures("draft-policy");
        isAccessible(head, FORM);
        head.tasklist().complete();
        assertThat(reviews.find(review).state()).isEqualTo(State.WITH_GOVERNORS);
        assertThat(reviews.find(review)
                        .round()
                        .orElseThrow()
                        .draft()
                        .orElseThrow()
                        .inForceFrom())
                .isEqualTo(LocalDate.of(2027, 3, 1));
    }

    /** A teacher confirms in Tasklist; everybody else but the assistant on the page, without a browser. */
    private void confirm(UUID review) {
        Visitor teacher = onPhone("teacher");
        Tasklist acknowledge = open(teacher, "Acknowledge policy", "POL-");
        isText(teacher, "Group chats are covered.");
        nothingIsLeftOut(teacher);
        for (String words : new String[] {"Read the policy", "What changed in it, side by side"}) {
            assertThat(teacher.ask(acknowledge.link(words).getAttribute("href")).status())
                    .as(words)
                    .isEqualTo(200);
        }
        acknowledge.tryToComplete();
        assertThat(acknowledge.task()).isVisible();
        acknowledge.form().tick("I have read it and will keep to it");
        takePictures("acknowledge-policy");
        teacher.seesNoSidewaysScrolling();
        acknowledge.complete();
        UUID version = reviews.find(review).published().orElseThrow();
        jdbc.sql("""
                        select person from approvals.policy_acknowledgement
                        where version_id = :version and state = 'ASKED' and person <> 'assistant'
                        """)
                .param("version", version)
                .query(String.class)
                .list()
                .forEach(person -> acknowledgements.acknowledge(version, person));
        assertThat(engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processDefinitionKey("policy-acknowledgement")
                        .count())
                .isOne();
    }

    private static FilePayload file(String name, String content) {
        return new FilePayload(name, "application/octet-stream", content.getBytes(StandardCharsets.UTF_8));
    }

    private static Tasklist openReview(Visitor visitor, String task) {
        return open(visitor, task, "Spring term 2027 \\(REV-[0-9-]+\\)");
    }

    /** Looks at the home page, again and again, until this task waits there, and follows it into Tasklist. */
    private static Tasklist open(Visitor visitor, String task, String about) {
        Locator link = visitor.page()
                .getByRole(
                        AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("^" + task + ": " + about)));
        await().pollInSameThread().atMost(PATIENCE).untilAsserted(() -> {
            visitor.open("/");
            assertThat(link.count()).as(task).isOne();
        });
        link.click();
        return visitor.tasklist();
    }

    /** The report of the term is one step away, for whoever has to judge by it. */
    private static void leadsToTheReport(Visitor visitor, UUID review) {
        Locator link = visitor.tasklist().link("The report of the term and the whole review");
        assertThat(link).hasAttribute("href", Pattern.compile("/policy/reviews/" + review + "$"));
        nothingIsLeftOut(visitor);
        assertThat(visitor.ask("/policy/reviews/" + review).status()).isEqualTo(200);
    }

    /** A form marks what it is to show and was not given. */
    private static void nothingIsLeftOut(Visitor visitor) {
        assertThat(visitor.tasklist().task()).not().containsText("\u26A0");
    }

    /** What somebody typed is shown as the text that it is. */
    private static void isText(Visitor visitor, String words) {
        Locator said = visitor.tasklist().task().locator(".said").filter(new Locator.FilterOptions().setHasText(words));
        assertThat(said).containsText("{{#if true}}zz");
        assertThat(visitor.tasklist().task().locator(".compact").locator("img, script, b, em"))
                .hasCount(0);
        assertThat(said.locator("a, strong")).hasCount(0);
    }
}
