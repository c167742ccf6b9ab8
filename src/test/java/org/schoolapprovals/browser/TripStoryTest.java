package org.schoolapprovals.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** One trip from the request to the closed exception, as teacher and head see it in Tasklist and on our own pages. */
class TripStoryTest extends BrowserTest {

    private static final AtomicInteger TOLD = new AtomicInteger();

    @Test
    void aPhoneIsAskedForDecidedUsedAndClosedAtADesk() {
        tell(another("Year 4 at the castle"), atDesk("teacher"), "Class Teacher", atDesk("head"));
    }

    @Test
    void aPhoneIsAskedForDecidedUsedAndClosedOnAPhone() {
        tell(another("Year 4 on the river"), onPhone("assistant"), "Teaching Assistant", onPhone("head"));
    }

    /** A name of its own each time, so that a story told again finds nothing of the first telling. */
    private static Trip another(String name) {
        return Trip.named(name + ", group " + TOLD.incrementAndGet());
    }

    private void tell(Trip trip, Visitor teacher, String requester, Visitor head) {
        ask(trip, teacher);
        askForMore(trip, requester, head);
        answer(trip, teacher);
        approve(trip, head);
        readTheApproval(trip, teacher);

        goTo(trip.departs());
        stands(trip, teacher, "In use until Thu 18 Mar 2027, 15:00");
        goTo(trip.returns());
        stands(trip, teacher, "To be closed. Due Mon 22 Mar 2027, 16:00");

        close(trip, teacher);
        checkClosure(trip, head);
        stands(trip, teacher, "Closed");
    }

    private static void ask(Trip trip, Visitor teacher) {
        teacher.open("/").link("Personal-device exception").click();
        FormFields form = teacher.tasklist().startForm();
        LocalDateTime tooEarly = trip.departs().minusDays(1);
        form.request(trip);
        form.moment("Return", tooEarly).text("Phone number", "0123");
        teacher.seesNoSidewaysScrolling();
        form.button("Start").click();

        assertThat(form.alerts()).containsText("Return:");
        assertThat(form.alerts().innerText())
                .as("our own sentences and nothing else")
                .isEqualToNormalizingWhitespace(
                        "× Not sent yet Return: please enter a date and time after the departure. Phone number: please check"
                                + " the digits; this is no number that can be dialled (a number from abroad begins with +"
                                + " and the country code).");
        assertThat(form.field(AriaRole.TEXTBOX, "Name of the trip")).hasValue(trip.name());
        assertThat(form.field(AriaRole.CHECKBOX, "I will keep to what is stated here"))
                .isChecked();

        form.moment("Return", trip.returns()).text("Phone number", "07700 900123");
        form.button("Start").click();
        assertThat(teacher.tasklist().notification("Sent.")).isVisible();
        stands(trip, teacher, "Waiting for a decision. Due Thu 4 Mar 2027, 16:00");
        teacher.seesNoSidewaysScrolling();
    }

    private static void askForMore(Trip trip, String requester, Visitor head) {
        Tasklist tasklist = head.tasklist().open().queue("To decide");
        assertThat(tasklist.entry(trip.name())).containsText("Due Thu 4 Mar 2027, 16:00");
        assertThat(tasklist.entry(trip.name())).containsText("Departure Tue 16 Mar 2027, 09:00");
        assertThat(tasklist.entry(trip.name())).containsText("Asked by " + requester);
        tasklist.openTask(trip.name()).claim();
        head.seesNoSidewaysScrolling();
        tasklist.form().choose("Ask for more information").text("Your question", "Who else carries a phone?");
        tasklist.complete();
    }

    private static void answer(Trip trip, Visitor teacher) {
        teacher.open("/").link("Answer question: " + trip.name()).click();
        FormFields form = teacher.tasklist().form();
        assertThat(form.text("Who else carries a phone?").first()).isVisible();
        assertThat(form.field(AriaRole.TEXTBOX, "Departure: date")).hasValue("16/03/2027");
        form.text("Your answer", "Nobody: the other two adults have none.")
                .text("Destination", "Conwy Centre, north camp");
        assertThat(teacher.tasklist().button("Unclaim")).isHidden();
        teacher.seesNoSidewaysScrolling();
        teacher.tasklist().complete();
    }

    private static void approve(Trip trip, Visitor head) {
        head.open("/").link("Decide exception: " + trip.name()).click();
        Tasklist tasklist = head.tasklist();
        tasklist.claim();
        FormFields form = tasklist.form();
        assertThat(form.text("Conwy Centre, north camp").first()).isVisible();
        assertThat(form.text("Nobody: the other two adults have none.")).isVisible();
        form.choose("Approve").text("Conditions, if any", "Calls on the last evening only.");
        tasklist.complete();
    }

    private static void readTheApproval(Trip trip, Visitor teacher) {
        stands(trip, teacher, "Approved, valid from Tue 16 Mar 2027, 09:00");
        request(trip, teacher).getByRole(AriaRole.LINK).click();
        Locator story = teacher.page().locator(".timeline").getByRole(AriaRole.HEADING);
        assertThat(story).containsText(new String[] {
            "Requested", "More information asked for", "Answered", "Request amended", "Approved"
        });
        assertThat(teacher.page().getByRole(AriaRole.MAIN)).containsText("Calls on the last evening only.");
        teacher.seesNoSidewaysScrolling();

        APIResponse letter =
                teacher.ask(teacher.link("Letter of approval (PDF)").getAttribute("href"));
        assertThat(letter.status()).isEqualTo(200);
        assertThat(letter.headers().get("content-type")).isEqualTo("application/pdf");
        assertThat(new String(letter.body(), 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    }

    private static void close(Trip trip, Visitor teacher) {
        teacher.link("Close exception: " + trip.name()).click();
        Tasklist tasklist = teacher.tasklist();
        FormFields form = tasklist.form();
        form.tick("I was in contact on my device", "Photos are with the school")
                .text("With whom, when and why?", "One parent on Wed at 18:20, about a forgotten inhaler.");
        tasklist.tryToComplete();
        assertThat(form.text("Field is required.")).isVisible();
        assertThat(tasklist.notification("Not done yet")).isVisible();

        form.tick("Families’ numbers are deleted");
        tasklist.complete();
        stands(trip, teacher, "Closure to be checked");
    }

    private static void checkClosure(Trip trip, Visitor head) {
        head.open("/").link("Check closure: " + trip.name()).click();
        Tasklist tasklist = head.tasklist();
        tasklist.claim();
        assertThat(tasklist.form().text("about a forgotten inhaler")).isVisible();
        tasklist.form().tick("I have read this; all is in order");
        tasklist.complete();
    }

    /** On the home page the request has a line of steps, and this is where it stands. */
    private static void stands(Trip trip, Visitor requester, String where) {
        requester.open("/");
        assertThat(request(trip, requester).locator("[aria-current=step]")).containsText(where);
    }

    /** The request on the home page, where a notice may be about it too. */
    private static Locator request(Trip trip, Visitor requester) {
        return requester
                .page()
                .getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Your requests"))
                .getByRole(AriaRole.LISTITEM)
                .filter(new Locator.FilterOptions().setHas(requester.link(trip.name())));
    }
}
