package org.schoolapprovals.deviceexception.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.deviceexception.DeviceExceptionProcess;
import org.schoolapprovals.deviceexception.DeviceExceptions;
import org.schoolapprovals.deviceexception.State;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.web.PagesTest;
import org.schoolapprovals.web.SchoolPeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.MockMvc;

/** The register and the page of one exception, in the whole application; the process behind them is a stand-in. */
@PagesTest
class ExceptionPagesTest {

    private static final String NOT_YOURS = "There is nothing at this address, or it is not yours to see.";

    @MockitoBean
    private DeviceExceptionProcess process;

    @Autowired
    private MockMvc pages;

    @Autowired
    private DeviceExceptions exceptions;

    @Autowired
    private SchoolPeople people;

    @Test
    void staffFindTheirOwnExceptionsInTheRegisterAndTheHeadFindsAll() throws Exception {
        requested("teacher", "Trip of the teacher");
        requested("assistant", "Trip of the assistant");

        pages.perform(get("/exceptions").with(people.signedIn("teacher")))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("Trip of the teacher"),
                                not(containsString("Trip of the assistant")),
                                not(containsString("name=\"person\"")))));
        pages.perform(get("/exceptions?group=waiting&person=assistant").with(people.signedIn("head")))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("Trip of the assistant"), not(containsString("Trip of the teacher")))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"governor", "admin"})
    void theRegisterIsNotForEverybody(String userId) throws Exception {
        pages.perform(get("/exceptions").with(people.signedIn(userId)))
                .andExpect(status().isForbidden())
                .andExpect(content().string(containsString("governors and administrators do not see it")));
    }

    @Test
    void whoeverIsNotSignedInIsAskedToSignIn() throws Exception {
        pages.perform(get("/exceptions").accept("text/html")).andExpect(status().isFound());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "group=nonsense",
                "group=WAITING&group=closed",
                "term=2027-99-99",
                "term=%27%3Bdrop",
                "person=%00",
                "person=<script>",
                "outcome=approve%27--",
                "page=0",
                "page=-1",
                "page=999999",
                "page=99999999999999999999",
                "page=1e3",
                "unknown=1",
                "term=&person=&outcome=&group=&page="
            })
    void anAbsurdAddressStillGivesAPage(String query) throws Exception {
        pages.perform(get(URI.create("/exceptions?" + query.replace("<", "%3C").replace(">", "%3E")))
                        .with(people.signedIn("head")))
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString("<script"))));
    }

    @Test
    void theRegisterGoesOverSeveralPages() throws Exception {
        for (int number = 1; number <= 21; number++) {
            requested("editor", "Walk " + number);
        }

        pages.perform(get("/exceptions?person=editor&page=2").with(people.signedIn("office")))
                .andExpect(content()
                        .string(allOf(
                                containsString("Page 2 of 2, 21 exceptions"),
                                containsString("/exceptions?person=editor\""))));
    }

    @Test
    void theStoryTellsWhatWasAskedAndWhoDecidedInWhichRole() throws Exception {
        UUID id = approved("teacher", "Forest school", "Only from the leader's bag.");

        pages.perform(get("/exceptions/{id}", id).with(people.signedIn("teacher")))
                .andExpect(status().isOk())
                .andExpect(content()
                        .string(allOf(
                                containsString("Forest school"),
                                containsString("Head Teacher, head teacher"),
                                containsString("Only from the leader&#39;s bag."),
                                containsString("aria-current=\"step\""),
                                containsString("/letter.pdf"),
                                containsString("Withdraw this request"),
                                not(containsString("Revoke the approval")))));
        pages.perform(get("/exceptions/{id}", id).with(people.signedIn("deputy")))
                .andExpect(content()
                        .string(allOf(
                                containsString("Revoke the approval"), not(containsString("Withdraw this request")))));
        pages.perform(get("/exceptions/{id}", id).with(people.signedIn("office")))
                .andExpect(content().string(not(containsString("End it early"))));
    }

    @Test
    void whatPeopleTypeIsTextAndNeverMarkup() throws Exception {
        UUID id = requested("teacher", "<script>alert(1)</script>");

        for (String address : List.of("/exceptions", "/exceptions/" + id, "/")) {
            pages.perform(get(address).with(people.signedIn("teacher")))
                    .andExpect(status().isOk())
                    .andExpect(content()
                            .string(allOf(
                                    containsString("&lt;script&gt;alert(1)&lt;/script&gt;"),
                                    not(containsString("<script")))));
        }
    }

    @Test
    void aStrangerCannotTellAnotherPersonsExceptionFromNone() throws Exception {
        UUID id = requested("teacher", "Secret garden");
        for (String person : List.of("assistant", "governor", "chair", "admin")) {
            for (Object path : List.of(id, UUID.randomUUID(), "not-an-id", "1-1-1-1-1")) {
                pages.perform(get("/exceptions/{id}", path).with(people.signedIn(person)))
                        .andExpect(status().isNotFound())
                        .andExpect(content().string(containsString(NOT_YOURS)));
                pages.perform(get("/exceptions/{id}/letter.pdf", path).with(people.signedIn(person)))
                        .andExpect(status().isNotFound())
                        .andExpect(content().string(containsString(NOT_YOURS)));
                for (String verb : List.of("withdraw", "revoke")) {
                    pages.perform(post("/exceptions/{id}/" + verb, path)
                                    .param("confirm", "yes")
                                    .param("reason", "Because I can")
                                    .with(people.signedIn(person))
                                    .with(csrf()))
                            .andExpect(status().isNotFound())
                            .andExpect(content().string(containsString(NOT_YOURS)));
                }
            }
        }
        assertThat(exceptions.find(id).state()).isEqualTo(State.AWAITING_DECISION);
    }

    @Test
    void theRequesterWithdrawsOnceTheyConfirmIt() throws Exception {
        UUID id = requested("teacher", "Cancelled trip");

        pages.perform(post("/exceptions/{id}/withdraw", id)
                        .with(people.signedIn("teacher"))
                        .with(csrf()))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content()
                        .string(allOf(
                                containsString("role=\"alert\""),
                                containsString("Confirm: please tick that you want to withdraw."),
                                containsString("<details open"))));
        pages.perform(post("/exceptions/{id}/withdraw", id)
                        .param("confirm", "yes")
                        .with(people.signedIn("teacher"))
                        .with(csrf()))
                .andExpect(redirectedUrl("/exceptions/" + id));

        assertThat(exceptions.find(id).state()).isEqualTo(State.WITHDRAWN);
    }

    @Test
    void nobodyElseWithdrawsIt() throws Exception {
        UUID id = requested("teacher", "Trip of the year");

        pages.perform(post("/exceptions/{id}/withdraw", id)
                        .param("confirm", "yes")
                        .with(people.signedIn("head"))
                        .with(csrf()))
                .andExpect(status().isForbidden())
                .andExpect(content().string(containsString("Only the person who asked can withdraw this request.")));

        assertThat(exceptions.find(id).state()).isEqualTo(State.AWAITING_DECISION);
    }

    @Test
    void aRevocationNeedsAReasonAndKeepsWhatWasTyped() throws Exception {
        UUID id = approved("teacher", "Museum", "");
        String tooLong = "x".repeat(1001);

        pages.perform(post("/exceptions/{id}/revoke", id)
                        .with(people.signedIn("head"))
                        .with(csrf()))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("role=\"alert\"")));
        pages.perform(post("/exceptions/{id}/revoke", id)
                        .param("reason", tooLong)
                        .with(people.signedIn("head"))
                        .with(csrf()))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(allOf(containsString("aria-invalid=\"true\""), containsString(tooLong))));
        pages.perform(post("/exceptions/{id}/revoke", id)
                        .param("reason", "nul \u0000 byte")
                        .with(people.signedIn("head"))
                        .with(csrf()))
                .andExpect(status().is4xxClientError());
        assertThat(exceptions.find(id).state()).isEqualTo(State.APPROVED);

        pages.perform(post("/exceptions/{id}/revoke", id)
                        .param("reason", "The school phone is back.")
                        .with(people.signedIn("deputy"))
                        .with(csrf()))
                .andExpect(redirectedUrl("/exceptions/" + id));
        assertThat(exceptions.find(id).state()).isEqualTo(State.REVOKED);
    }

    @Test
    void theRequesterCannotRevokeAndNobodyEndsAnythingWithoutTheToken() throws Exception {
        UUID id = approved("teacher", "Castle", "");

        pages.perform(post("/exceptions/{id}/revoke", id)
                        .param("reason", "I say so")
                        .with(people.signedIn("teacher"))
                        .with(csrf()))
                .andExpect(status().isForbidden());
        pages.perform(post("/exceptions/{id}/revoke", id)
                        .param("reason", "No token")
                        .with(people.signedIn("head")))
                .andExpect(status().isForbidden());

        assertThat(exceptions.find(id).state()).isEqualTo(State.APPROVED);
    }

    @Test
    void theChairSeesAndRevokesWhatTheHeadAskedFor() throws Exception {
        UUID id = requested("head", "Heads' conference");
        exceptions.decide(id, "chair", "approve", "", "");

        pages.perform(get("/exceptions/{id}", id).with(people.signedIn("head")))
                .andExpect(content().string(not(containsString("Revoke the approval"))));
        pages.perform(post("/exceptions/{id}/revoke", id)
                        .param("reason", "Not needed any more")
                        .with(people.signedIn("chair"))
                        .with(csrf()))
                .andExpect(status().isFound());

        assertThat(exceptions.find(id).state()).isEqualTo(State.REVOKED);
    }

    @Test
    void theLetterIsAPdfThatNobodyStores() throws Exception {
        UUID id = approved("teacher", "Lakes <&> hills", "Report each call.");
        String reference = exceptions.find(id).reference();

        byte[] pdf = pages.perform(get("/exceptions/{id}/letter.pdf", id).with(people.signedIn("teacher")))
                .andExpect(status().isOk())
                .andExpect(content().contentType("application/pdf"))
                .andExpect(header().string("Cache-Control", containsString("no-store")))
                .andExpect(header().string(
                                "Content-Disposition", "inline; filename=\"letter-of-approval-" + reference + ".pdf\""))
                .andReturn()
                .getResponse()
                .getContentAsByteArray();

        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("Willow Lane Primary School", reference, "Class Teacher", "Lakes <&> hills", "P5")
                    .contains("Report each call.", "Head Teacher, head teacher", "020 7946 0018");
        }
    }

    @Test
    void withoutAnApprovalThatHoldsThereIsNoLetter() throws Exception {
        UUID waiting = requested("teacher", "Undecided");
        UUID revoked = approved("teacher", "Revoked", "");
        exceptions.revoke(revoked, "head", "Changed our minds");

        for (UUID id : List.of(waiting, revoked)) {
            pages.perform(get("/exceptions/{id}/letter.pdf", id).with(people.signedIn("teacher")))
                    .andExpect(status().isConflict())
                    .andExpect(content().string(containsString("There is no letter of approval")));
        }
    }

    private UUID approved(String requester, String tripName, String conditions) {
        UUID id = requested(requester, tripName);
        exceptions.decide(id, requester.equals("head") ? "chair" : "head", "approve", conditions, "");
        return id;
    }

    private UUID requested(String requester, String tripName) {
        LocalDateTime departure = SchoolTime.localOf(Instant.now()).plusDays(20).truncatedTo(ChronoUnit.MINUTES);
        Map<String, Object> form = new HashMap<>();
        form.put("kind", "residential-trip");
        form.put("tripName", tripName);
        form.put("destination", "Outdoor centre");
        form.put("departsAt", departure.toString());
        form.put("returnsAt", departure.plusDays(2).toString());
        form.put("pupils", 24);
        form.put("adults", 3);
        form.put("device", "phone");
        form.put("phoneNumber", "020 7946 0018");
        form.put("contacts", List.of("school", "parents"));
        form.put("uses", List.of("calls"));
        form.put("whyNotSchoolPhone", "The school phone is on another trip.");
        form.put("numberWithheld", true);
        form.put("cloudBackupOff", true);
        form.put("declaration", true);
        return exceptions.request(requester, form).id();
    }
}
