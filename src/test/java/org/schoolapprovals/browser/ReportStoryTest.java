package org.schoolapprovals.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What governors and those who lead the school do with reports. */
class ReportStoryTest extends BrowserTest {

    private Trip trip;
    private UUID exception;

    @BeforeEach
    void somethingWasDecidedInFebruary() {
        trip = Trip.named("Year 5 at the castle " + UUID.randomUUID().toString().substring(0, 4));
        goTo(MONDAY_MORNING.minusDays(28));
        exception = request("teacher", trip);
        complete("head", exception, Map.of("decision", "approve"));
        goTo(MONDAY_MORNING);
    }

    @Test
    void aGovernorReadsWhatStandsOutChoosesAnotherPeriodAndTakesTheReportAlong()
            throws IOException, NoSuchAlgorithmException {
        Visitor governor = atDesk("governor");
        governor.link("Report of this term").click();
        assertThat(governor.heading("Report: Spring term 2027")).isVisible();
        assertThat(region(governor, "What stands out")
                        .getByRole(AriaRole.LISTITEM)
                        .first())
                .isVisible();
        Locator asked = table(governor, "Asked and decided", "Personal devices for school business");
        assertThat(asked.getByRole(AriaRole.COLUMNHEADER)).hasText(new Pattern[] {
            Pattern.compile("What is counted"),
            Pattern.compile("Spring term 2027 so far"),
            Pattern.compile("Autumn term 2026")
        });
        assertThat(asked.getByRole(AriaRole.LINK)).hasCount(0);
        assertThat(asked.locator("svg.bar").first()).isVisible();
        governor.seesNoSidewaysScrolling();

        takeAlong(governor);

        governor.page()
                .getByLabel("Term or school year", new Page.GetByLabelOptions().setExact(true))
                .selectOption("Autumn term 2026");
        governor.button("Show").click();
        assertThat(governor.heading("Report: Autumn term 2026")).isVisible();
        governor.page().getByText("Any dates, or as it stood at another moment").click();
        fill(governor, "2027-02-28", "2027-02-01");
        assertThat(governor.said(AriaRole.ALERT))
                .containsText("The last day of a report does not come before the first");
        assertThat(governor.page().getByLabel("First day")).hasValue("2027-02-28");
        fill(governor, "2027-02-01", "2027-02-28");
        assertThat(governor.heading("Report: 1 Feb 2027 to 28 Feb 2027")).isVisible();
        assertThat(governor.page().locator("a[href*='/reports/behind']")).hasCount(0);
    }

    @Test
    void theHeadFollowsANumberToTheRequestsBehindIt() {
        Visitor head = onPhone("head");
        head.link("Reports").click();
        Locator asked = table(head, "Asked and decided", "Personal devices for school business");
        assertThat(asked).isVisible();
        head.seesNoSidewaysScrolling();
        asked.getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("Asked for")))
                .getByRole(AriaRole.LINK)
                .first()
                .click();
        assertThat(head.heading("Asked for, Spring term 2027 so far")).isVisible();
        assertThat(head.link("Back to the report")).isVisible();
        head.seesNoSidewaysScrolling();
        head.page().locator("a[href='/exceptions/" + exception + "']").click();
        assertThat(head.heading(trip.name())).isVisible();
    }

    private static void takeAlong(Visitor governor) throws IOException, NoSuchAlgorithmException {
        APIResponse pdf = governor.ask(governor.link("PDF").getAttribute("href"));
        assertThat(pdf.status()).isEqualTo(200);
        assertThat(pdf.headers().get("content-type")).isEqualTo("application/pdf");
        assertThat(new String(pdf.body(), 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");

        Download csv =
                governor.page().waitForDownload(() -> governor.link("CSV").click());
        assertThat(csv.suggestedFilename()).isEqualTo("report-2027-01-04-to-2027-04-18.csv");
        assertThat(Files.readString(csv.path())).contains("Spring term 2027", "Asked for");

        Download json =
                governor.page().waitForDownload(() -> governor.link("JSON").click());
        String fingerprint =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(json.path())));
        assertThat(governor.page().getByText(fingerprint)).isVisible();
    }

    private static void fill(Visitor visitor, String first, String last) {
        visitor.page().getByLabel("First day").fill(first);
        visitor.page().getByLabel("Last day").fill(last);
        visitor.button("Show dates").click();
    }

    private static Locator table(Visitor visitor, String name, String part) {
        return region(visitor, part).getByRole(AriaRole.TABLE, new Locator.GetByRoleOptions().setName(name));
    }

    private static Locator region(Visitor visitor, String name) {
        return visitor.page().getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(name));
    }
}
