package org.schoolapprovals.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everybody sees what is theirs to do, and nothing else. */
class WhoSeesWhatTest extends BrowserTest {

    @ParameterizedTest
    @CsvSource({
        "head,     To decide; Overdue; Everything of mine; My tasks; My requests",
        "teacher,  My tasks; My requests",
        "editor,   Social media; Overdue; My tasks; My requests",
        "office,   My tasks; My requests; Office",
        "governor, My tasks",
        "chair,    To decide; Overdue; Everything of mine; My tasks"
    })
    void everyRoleHasItsQueues(String userId, String queues) {
        Pattern[] names = Stream.of(queues.split("; "))
                .map(name -> Pattern.compile("^\\s*" + name + "\\s*\\d*\\s*$"))
                .toArray(Pattern[]::new);
        assertThat(atDesk(userId).tasklist().open().queues()).hasText(names);
    }

    @Test
    void staffStartOnlyWhatIsMeantForThem() {
        Visitor teacher = atDesk("teacher");
        assertThat(region(teacher, "Ask for something").getByRole(AriaRole.LINK))
                .hasText(new String[] {"Comment approval", "Personal-device exception", "Photographs to be published"});
        teacher.tasklist().open().link("Start process").click();
        assertThat(teacher.page().locator(".modal-content .processes").getByRole(AriaRole.LINK))
                .hasText(new String[] {"Comment approval", "Personal-device exception", "Photographs to be published"});
    }

    @Test
    void theHeadStartsTheReviewOfATermAsWell() {
        Visitor head = atDesk("head");
        assertThat(region(head, "Ask for something").getByRole(AriaRole.LINK)).hasText(new String[] {
            "Comment approval", "Personal-device exception", "Photographs to be published", "Termly review"
        });
    }

    @Test
    void governorsStartNothingAndReadReportsButNoRegister() {
        Visitor governor = atDesk("governor");
        assertThat(governor.heading("Welcome, School Governor")).isVisible();
        assertThat(governor.heading("Ask for something")).hasCount(0);
        assertThat(governor.page().getByRole(AriaRole.NAVIGATION).getByRole(AriaRole.LINK))
                .hasText(new String[] {"Home", "Tasklist", "Round-ups", "Reports", "Policy", "Calendar"});
        assertThat(region(governor, "For governors").getByRole(AriaRole.LINK))
                .hasText(new String[] {"Report of this term", "The policy", "Reviews"});
        assertThat(governor.statusOf("/exceptions")).isEqualTo(403);
        assertThat(governor.heading("Exceptions")).isVisible();
        governor.tasklist().open();
        assertThat(governor.link("Start process")).isHidden();
    }

    @Test
    void theChairDecidesWhatTheHeadAsksFor() {
        Trip trip = Trip.named("Heads' conference with pupils");
        UUID exception = request("head", trip);

        Visitor head = atDesk("head");
        assertThat(region(head, "Your requests")).containsText(trip.name());
        assertThat(head.link("Decide exception: " + trip.name())).hasCount(0);
        Tasklist queues = head.tasklist().open().queue("Everything of mine");
        assertThat(queues.queues().filter(new Locator.FilterOptions().setHasText("Everything of mine")))
                .containsText(Pattern.compile("\\d"));
        assertThat(queues.entry(trip.name())).hasCount(0);

        Visitor chair = atDesk("chair");
        chair.link("Decide exception: " + trip.name()).click();
        Tasklist tasklist = chair.tasklist().claim();
        tasklist.form().choose("Refuse").text("Reason", "The school phone is free on these days.");
        tasklist.complete();

        head.open("/exceptions/" + exception);
        assertThat(head.page().locator(".timeline")).containsText("The school phone is free on these days.");
    }

    @Test
    void nobodyReadsAColleaguesRequest() {
        UUID exception = request("teacher", Trip.named("Year 2 by the sea"));
        Visitor assistant = atDesk("assistant");
        assertThat(assistant.statusOf("/exceptions/" + exception)).isEqualTo(404);
        assertThat(assistant.heading("Nothing here")).isVisible();
        assistant.open("/exceptions");
        assertThat(assistant.page().getByRole(AriaRole.MAIN)).not().containsText("Year 2 by the sea");
    }

    private static Locator region(Visitor visitor, String name) {
        return visitor.page().getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(name));
    }
}
