package org.schoolapprovals.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What people do on our own pages instead of in Tasklist. */
class OwnPagesTest extends BrowserTest {

    @Test
    void whoeverAskedWithdrawsOnThePageOfTheRequest() {
        UUID exception = request("teacher", Trip.named("Year 3 in the woods"));
        Visitor teacher = atDesk("teacher");
        teacher.link("Year 3 in the woods").click();
        teacher.page().getByText("Withdraw this request").click();
        teacher.page().getByLabel("Yes, I withdraw it").check();
        teacher.button("Withdraw").click();
        assertThat(teacher.said(AriaRole.STATUS)).hasText("The request is withdrawn.");
        assertThat(teacher.page().locator(".timeline")).containsText("Withdrawn");

        Visitor head = atDesk("head");
        assertThat(head.link("Decide exception: Year 3 in the woods")).hasCount(0);
        head.open("/exceptions/" + exception);
        assertThat(head.page().getByText("Revoke the approval")).hasCount(0);
    }

    @Test
    void theHeadRevokesAnApprovalInUseWhichThenHasToBeClosed() {
        Trip trip = Trip.named("Year 3 at the museum");
        UUID exception = request("assistant", trip);
        complete("head", exception, Map.of("decision", "approve"));
        goTo(trip.departs());

        Visitor head = onPhone("head");
        head.open("/exceptions");
        head.link("Active now").click();
        head.link(trip.name()).click();
        head.page().getByText("Revoke the approval").click();
        head.page().getByLabel("Reason").fill("A parent complained about calls at night.");
        head.seesNoSidewaysScrolling();
        head.button("Revoke").click();
        assertThat(head.said(AriaRole.STATUS)).hasText("The approval is revoked. Tell the person who holds it now.");

        Visitor assistant = onPhone("assistant");
        assertThat(assistant.link("Close exception: " + trip.name())).isVisible();
        assistant.open("/exceptions/" + exception);
        assertThat(assistant.page().locator(".timeline")).containsText("A parent complained about calls at night.");
        assertThat(assistant.link("Letter of approval (PDF)")).hasCount(0);
    }

    @Test
    void theOfficeEntersAnInsetDayAndEverybodyElseReadsIt() {
        Visitor office = atDesk("office");
        office.link("Calendar").click();
        office.page().getByLabel("What is it?").selectOption("INSET day");
        office.page()
                .getByLabel("Name", new Page.GetByLabelOptions().setExact(true))
                .fill("First aid training");
        office.page().getByLabel("First day").fill("2027-07-05");
        office.button("Add").click();
        assertThat(office.said(AriaRole.STATUS)).isVisible();
        assertThat(row(office)).containsText("Mon 5 Jul 2027");

        Visitor teacher = onPhone("teacher");
        teacher.link("Calendar").click();
        assertThat(row(teacher)).containsText("Mon 5 Jul 2027");
        assertThat(teacher.button("Add")).hasCount(0);
        assertThat(teacher.link("Change")).hasCount(0);
        teacher.seesNoSidewaysScrolling();
    }

    private static Locator row(Visitor visitor) {
        return visitor.page()
                .getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions().setHasText("First aid training"));
    }
}
