package org.schoolapprovals.photo.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.spin.Spin;
import org.camunda.spin.plugin.variable.SpinValues;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.consent.ConsentCheck;
import org.schoolapprovals.consent.ConsentForm;
import org.schoolapprovals.consent.Consents;
import org.schoolapprovals.consent.PupilForm;
import org.schoolapprovals.consent.Pupils;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.photo.PhotoSubmission;
import org.schoolapprovals.photo.PhotoSubmissions;
import org.schoolapprovals.photo.Photos;
import org.schoolapprovals.photo.Publication;
import org.schoolapprovals.photo.PublicationState;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.schoolapprovals.web.PagesTest;
import org.schoolapprovals.web.SchoolPeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** The pages of the photographs in the whole application, with the processes behind them; the page cannot be reached. */
@PagesTest
class PhotoPagesTest {

    private static final String NOT_YOURS = "There is nothing at this address, or it is not yours to see.";
    private static final String SECRET = "A reason that nobody but office and head may read";

    private static final Map<String, Object> CLEARED = Map.of("decision", "clear");
    private static final Map<String, Object> DONE = Map.of("done", true, "gone", false);

    @Autowired
    private MockMvc pages;

    @Autowired
    private PhotoSubmissions submissions;

    @Autowired
    private Photos photos;

    @Autowired
    private Pupils pupils;

    @Autowired
    private Consents consents;

    @Autowired
    private ConsentCheck check;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private People accounts;

    @Autowired
    private SchoolPeople people;

    @Autowired
    private Clock clock;

    private final List<UUID> submitted = new ArrayList<>();

    /** Other tests look at the same school. */
    @AfterEach
    void takeThemOffTheDesks() {
        submitted.stream()
                .flatMap(id -> keys(id).flatMap(this::running))
                .toList()
                .forEach(running -> engine.getRuntimeService()
                        .deleteProcessInstanceIfExists(running.getId(), "The test is over", true, true, true, false));
    }

    // Who sees what

    @ParameterizedTest
    @ValueSource(strings = {"governor", "chair", "admin"})
    void photographs_are_for_those_who_work_at_the_school(String userId) throws Exception {
        UUID id = submitted("teacher", "Fete on the green", "facebook");

        pages.perform(get("/photos").with(people.signedIn(userId)))
                .andExpect(status().isForbidden())
                .andExpect(content()
                        .string(allOf(
                                containsString("governors and administrators do not see them"),
                                not(containsString("Fete on the green")))));
        pages.perform(get("/").with(people.signedIn(userId)))
                .andExpect(content().string(not(containsString("href=\"/photos\""))));
        pages.perform(get("/photos/submissions/{id}", id).with(people.signedIn(userId)))
                .andExpect(status().isNotFound());
    }

    @ParameterizedTest
    @ValueSource(strings = {"teacher", "assistant", "office", "editor", "head", "deputy"})
    void those_who_work_at_the_school_find_them_in_the_navigation(String userId) throws Exception {
        assertThat(read("/", userId)).contains("href=\"/photos\"");
        for (String part : List.of("", "?show=published", "?show=not-published", "?show=all", "?place=press")) {
            read("/photos" + part, userId);
        }
    }

    @Test
    void staff_find_their_own_photographs_and_those_who_clear_find_all() throws Exception {
        submitted("teacher", "Walk of the teacher", "facebook");
        submitted("office", "Walk of the office", "facebook");

        assertThat(read("/photos", "teacher")).contains("Walk of the teacher").doesNotContain("Walk of the office");
        assertThat(read("/photos", "office")).contains("Walk of the office").doesNotContain("Walk of the teacher");
        assertThat(read("/photos", "assistant")).doesNotContain("Walk of the");
        for (String all : List.of("editor", "head", "deputy")) {
            assertThat(read("/photos", all)).contains("Walk of the teacher", "Walk of the office");
        }
        assertThat(read("/photos", "editor")).contains("Decide in Tasklist");
        assertThat(read("/photos", "teacher")).doesNotContain("Decide in Tasklist");
        assertThat(read("/photos?place=press", "head")).doesNotContain("Walk of the");
        assertThat(read("/photos?show=published", "head")).doesNotContain("Walk of the");
    }

    @Test
    void a_stranger_cannot_tell_photographs_from_none() throws Exception {
        UUID id = submitted("teacher", "Woodland day", "website");
        decide(id, "editor", CLEARED);
        UUID publication = byHand(id);
        for (String person : List.of("assistant", "office", "governor", "chair", "admin")) {
            for (Object[] paths : new Object[][] {
                {id, publication},
                {UUID.randomUUID(), UUID.randomUUID()},
                {publication, id},
                {"not-an-id", "1-1-1-1-1"}
            }) {
                for (MockHttpServletRequestBuilder request : List.of(
                        get("/photos/submissions/{id}", paths[0]),
                        get("/photos/submissions/{id}/task", paths[0]),
                        get("/photos/publications/{id}/files", paths[1]),
                        post("/photos/publications/{id}/takedown", paths[1])
                                .param("reason", "Because I can")
                                .param("confirm", "yes")
                                .with(csrf()))) {
                    pages.perform(request.with(people.signedIn(person)))
                            .andExpect(status().isNotFound())
                            .andExpect(content().string(containsString(NOT_YOURS)));
                }
            }
        }
        assertThat(publication(id).state()).isEqualTo(PublicationState.OPEN);
    }

    @Test
    void whoever_is_not_signed_in_is_asked_to_sign_in() throws Exception {
        UUID any = UUID.randomUUID();
        for (String path : List.of(
                "/photos",
                "/photos/submissions/" + any,
                "/photos/submissions/" + any + "/task",
                "/photos/publications/" + any + "/files")) {
            pages.perform(get(path).accept("text/html"))
                    .andExpect(status().isFound())
                    .andExpect(header().string("Location", containsString("/login")));
        }
    }

    @Test
    void whoever_submitted_them_reads_their_story_but_neither_downloads_nor_takes_down() throws Exception {
        UUID id = published("teacher", "Harvest table");
        UUID publication = publication(id).id();

        assertThat(read("/photos/submissions/" + id, "teacher"))
                .contains("Harvest table", "https://school.example/harvest", "by hand, by Social Media Editor")
                .doesNotContain("Take down", "/files");
        pages.perform(get("/photos/publications/{id}/files", publication).with(people.signedIn("teacher")))
                .andExpect(status().isNotFound())
                .andExpect(content().string(containsString(NOT_YOURS)));
        takeDown("teacher", publication, "I want it gone", "yes")
                .andExpect(status().isForbidden())
                .andExpect(content().string(containsString("Only those responsible for the accounts")));

        assertThat(publication(id).state()).isEqualTo(PublicationState.PUBLISHED);
    }

    // The list

    @ParameterizedTest
    @ValueSource(
            strings = {
                "show=nonsense",
                "show=all&page=0",
                "show=all&page=-1",
                "show=all&page=99999",
                "page=99999999999999999999",
                "page=1e3",
                "place=%00",
                "place=%27--",
                "show=published&show=all"
            })
    void an_absurd_address_still_gives_a_page(String query) throws Exception {
        pages.perform(get(URI.create("/photos?" + query)).with(people.signedIn("editor")))
                .andExpect(status().isOk());
    }

    @Test
    void fifty_are_shown_at_once() throws Exception {
        for (int number = 0; number < 51; number++) {
            submissions.submit("deputy", form("deputy", "Empty playground", List.of("press")));
        }

        assertThat(read("/photos?place=press&page=1", "editor").split("href=\"/photos/submissions/[0-9a-f-]{36}\""))
                .hasSize(51);
        assertThat(read("/photos?place=press&page=2", "editor"))
                .contains("Page 2 of ", "rel=\"prev\" href=\"/photos?place=press\"");
        assertThat(read("/photos?place=press&page=99999", "editor"))
                .contains("Previous page")
                .doesNotContain("Next page");
    }

    // One submission

    @Test
    void the_story_tells_who_may_be_shown_and_leads_to_the_task() throws Exception {
        UUID yes = childWithConsent("facebook", "website");
        UUID id = submitted("teacher", "Chess club", List.of("facebook", "website"), yes);
        UUID photo = photos.of(id).get(0).id();

        assertThat(read("/photos/submissions/" + id, "editor"))
                .contains(
                        "href=\"/photos/" + photo + "\"",
                        "Photograph 1 of 1, in full size",
                        "Awaiting clearance",
                        "Waiting for a second person to clear them",
                        "Nothing stands against them.",
                        "Where they appear: Facebook, Website",
                        "Open your task in Tasklist")
                .contains(nameOf(yes))
                .containsPattern("data-label=\"Facebook\"><span[^>]*badge-ok[^>]*>yes<");
        Task clear = task(id, "Task_ClearPhotos");
        pages.perform(get("/photos/submissions/{id}/task", id).with(people.signedIn("editor")))
                .andExpect(redirectedUrl("/tasks/" + clear.getId()));
        pages.perform(get("/photos/submissions/{id}/task", id).with(people.signedIn("head")))
                .andExpect(redirectedUrl("/photos/submissions/" + id))
                .andExpect(flash().attribute("notice", containsString("No task waits for you here")));
        assertThat(read("/photos/submissions/" + id, "head")).doesNotContain("Open your task");
    }

    @Test
    void the_task_of_a_publication_is_found_as_well() throws Exception {
        UUID id = submitted("teacher", "Bulb planting", "website");
        decide(id, "editor", CLEARED);
        UUID publication = byHand(id);

        assertThat(read("/photos/submissions/" + id, "editor"))
                .contains("Open your task in Tasklist", "To be published by hand");
        pages.perform(get("/photos/submissions/{id}/task", id).with(people.signedIn("editor")))
                .andExpect(redirectedUrl(
                        "/tasks/" + task(publication, "Task_DoItByHand").getId()));
    }

    @Test
    void a_child_who_is_barred_is_not_to_be_published_and_nobody_reads_why() throws Exception {
        UUID barred = childWithConsent("facebook");
        consents.bar("office", barred, SECRET);
        UUID refused = childWithConsent("facebook");
        answers(refused, "refused", "facebook");
        UUID missing = child();
        UUID id = submitted("teacher", "Maths games", List.of("facebook"), barred, refused, missing);

        for (String reader : List.of("teacher", "editor", "head", "deputy")) {
            String story = read("/photos/submissions/" + id, reader);
            assertThat(story)
                    .contains("Somebody in them is not to be published", "Consent is missing")
                    .doesNotContain(SECRET, "refused", "Pat Parent", "barred");
            assertThat(story.split(">not to be published<")).hasSize(3);
            assertThat(story.split(">no<")).hasSize(2);
        }
        assertThat(read("/photos", "head")).doesNotContain(nameOf(barred));
    }

    @Test
    void what_people_type_is_text_and_never_markup() throws Exception {
        String hostile = "<script>alert(1)</script> {{7*7}} ${7*7} [[${7*7}]]";
        Map<String, Object> form = form("teacher", hostile, List.of("facebook"), childWithConsent("facebook"));
        form.put("caption", hostile + "\n\"onerror=alert(2)");
        UUID id = start("teacher", form);

        for (String path : List.of("/photos", "/photos/submissions/" + id, "/")) {
            assertThat(read(path, "teacher"))
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}} ${7*7} [[${7*7}]]")
                    .doesNotContain("<script");
        }
        assertThat(read("/photos/submissions/" + id, "teacher"))
                .contains("&quot;onerror=alert(2)", "class=\"said\" dir=\"auto\"");
    }

    @Test
    void what_was_refused_is_deleted_and_the_reason_is_told() throws Exception {
        UUID id = submitted("teacher", "Muddy boots", "facebook");
        String reference = submissions.find(id).reference();
        assertThat(read("/", "teacher"))
                .contains(reference, "/photos/submissions/" + id, "Waiting for a second person");
        assertThat(read("/", "assistant")).doesNotContain(reference);

        decide(id, "editor", Map.of("decision", "refuse", "reason", "Too close to the faces.", "clause", "S3"));

        assertThat(read("/photos/submissions/" + id, "teacher"))
                .contains(
                        "The photographs are deleted",
                        "Too close to the faces.",
                        "Social Media Editor, social media",
                        "clause S3")
                .doesNotContain("<img", "Children and consents");
        assertThat(read("/", "teacher")).containsPattern("(?s)" + reference + ".{0,400}Refused");
        assertThat(read("/photos?show=not-published", "teacher")).contains("Muddy boots");
    }

    // Taking down

    @ParameterizedTest
    @ValueSource(strings = {"editor", "head", "deputy"})
    void what_is_published_is_taken_down_with_a_reason(String userId) throws Exception {
        UUID id = published("teacher", "Class reading");
        UUID publication = publication(id).id();
        assertThat(read("/photos/submissions/" + id, userId)).contains("Take down from Website");

        takeDown(userId, publication, "A parent rang us.", "yes")
                .andExpect(redirectedUrl("/photos/submissions/" + id))
                .andExpect(flash().attribute("notice", containsString("the school’s website")));

        assertThat(publication(id).state()).isEqualTo(PublicationState.TAKING_DOWN);
        assertThat(running(publication.toString()))
                .extracting(ProcessInstance::getProcessDefinitionId)
                .filteredOn(definition -> definition.startsWith("photo-takedown:"))
                .hasSize(1);
        assertThat(read("/photos/submissions/" + id, "teacher"))
                .contains("A parent rang us.", "To be gone by", "To be taken down")
                .doesNotContain("Take down from");
        takeDown(userId, publication, "Once more.", "yes")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("This cannot be taken down now")));
    }

    @Test
    void taking_down_wants_a_reason_and_to_be_confirmed_and_a_refusal_loses_nothing() throws Exception {
        UUID id = published("teacher", "Tree hugging");
        UUID publication = publication(id).id();

        takeDown("editor", publication, "Said \"no\" <b>today</b>", "")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content()
                        .string(allOf(
                                containsString("role=\"alert\""),
                                containsString("Confirm: please tick that you want them taken down."),
                                containsString("Said &quot;no&quot; &lt;b&gt;today&lt;/b&gt;</textarea>"),
                                containsString("<details class=\"no-print\" open"))));
        for (String reason : List.of("", " ", "ab", "x".repeat(1001), "a\u0000b\u0007c", "\u202Eabc")) {
            takeDown("editor", publication, reason, "yes")
                    .andExpect(status().isUnprocessableEntity())
                    .andExpect(content().string(containsString("Reason: please ")));
        }
        pages.perform(post("/photos/publications/{id}/takedown", publication)
                        .param("reason", "No token")
                        .param("confirm", "yes")
                        .with(people.signedIn("head")))
                .andExpect(status().isForbidden());

        assertThat(publication(id).state()).isEqualTo(PublicationState.PUBLISHED);
    }

    @Test
    void what_is_not_published_cannot_be_taken_down() throws Exception {
        UUID id = submitted("teacher", "Science week", "website");
        decide(id, "editor", CLEARED);

        takeDown("head", publication(id).id(), "Too early.", "yes").andExpect(status().isUnprocessableEntity());

        assertThat(publication(id).state()).isEqualTo(PublicationState.OPEN);
    }

    // Publishing by hand

    @Test
    void files_and_words_are_downloaded_while_they_are_to_be_published_by_hand() throws Exception {
        UUID id = submitted("teacher", "Pond <dipping> & more", "website");
        String reference = submissions.find(id).reference();
        decide(id, "editor", CLEARED);
        UUID publication = publication(id).id();
        String files = "/photos/publications/" + publication + "/files";
        notNow(files);
        byHand(id);
        assertThat(read("/photos/submissions/" + id, "editor")).contains("href=\"" + files + "\"");

        for (String person : List.of("editor", "head", "deputy")) {
            byte[] zip = pages.perform(get(files).with(people.signedIn(person)))
                    .andExpect(status().isOk())
                    .andExpect(content().contentType("application/zip"))
                    .andExpect(header().string("Cache-Control", containsString("no-store")))
                    .andExpect(header().string("Content-Disposition", "attachment; filename=\"" + reference + ".zip\""))
                    .andReturn()
                    .getResponse()
                    .getContentAsByteArray();
            Map<String, byte[]> unzipped = unzip(zip);
            assertThat(unzipped).containsOnlyKeys(reference + "-01.jpg", reference + ".txt");
            assertThat(unzipped.get(reference + "-01.jpg"))
                    .isEqualTo(photos.content(photos.of(id).get(0).id()));
            assertThat(new String(unzipped.get(reference + ".txt"), StandardCharsets.UTF_8))
                    .isEqualTo("Pond <dipping> & more\n\nA good day was had by all.");
        }

        complete(publication, "editor", "Task_DoItByHand", DONE);
        notNow(files);
        assertThat(read("/photos/submissions/" + id, "editor")).doesNotContain(files);
    }

    private void notNow(String files) throws Exception {
        pages.perform(get(files).with(people.signedIn("editor")))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("not to be published by hand now")));
    }

    // The story

    /** For one place, with a child who may be shown there. */
    private UUID submitted(String userId, String event, String channel) {
        return submitted(userId, event, List.of(channel), childWithConsent(channel));
    }

    private UUID submitted(String userId, String event, List<String> channels, UUID... children) {
        return start(userId, form(userId, event, channels, children));
    }

    private UUID published(String userId, String event) {
        UUID id = submitted(userId, event, "website");
        decide(id, "editor", CLEARED);
        complete(
                byHand(id),
                "editor",
                "Task_DoItByHand",
                Map.of("done", true, "gone", false, "link", "https://school.example/harvest"));
        return id;
    }

    /** The start form, its lists as JSON. */
    private Map<String, Object> form(String userId, String event, List<String> channels, UUID... children) {
        Map<String, Object> form = new HashMap<>();
        form.put("photoIds", json(List.of(upload(userId))));
        form.put("event", event);
        form.put("caption", "A good day was had by all.");
        form.put("children", json(Stream.of(children).map(UUID::toString).toList()));
        form.put("channels", json(channels));
        form.put("wholeClass", false);
        form.put("noChildren", children.length == 0);
        return form;
    }

    private static String json(List<String> values) {
        return Spin.JSON(values).toString();
    }

    private String upload(String userId) {
        try (ByteArrayOutputStream file = new ByteArrayOutputStream()) {
            ImageIO.write(new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB), "jpeg", file);
            return photos.upload(userId, new ByteArrayInputStream(file.toByteArray()))
                    .id()
                    .toString();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private UUID start(String userId, Map<String, Object> form) {
        Map<String, Object> sent = new HashMap<>(form);
        for (String list : List.of("photoIds", "children", "channels")) {
            sent.put(list, SpinValues.jsonValue(form.get(list).toString()).create());
        }
        String definition = engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(PhotoSubmission.PROCESS)
                .latestVersion()
                .singleResult()
                .getId();
        UUID id = UUID.fromString(as(
                userId,
                () -> engine.getFormService().submitStartForm(definition, sent).getBusinessKey()));
        submitted.add(id);
        return id;
    }

    private void decide(UUID id, String userId, Map<String, Object> form) {
        complete(id, userId, "Task_ClearPhotos", form);
    }

    private void complete(UUID key, String userId, String task, Map<String, Object> form) {
        as(userId, () -> {
            Task open = task(key, task);
            engine.getTaskService().claim(open.getId(), userId);
            engine.getFormService().submitTaskForm(open.getId(), form);
            return open;
        });
    }

    /** @param key of the submission, or of the publication whose task it is */
    private Task task(UUID key, String task) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(key.toString())
                .taskDefinitionKey(task)
                .singleResult();
    }

    /** The software finds that it cannot publish there. @return the one publication */
    private UUID byHand(UUID id) {
        UUID publication = publication(id).id();
        running(publication.toString())
                .flatMap(
                        running -> engine
                                .getManagementService()
                                .createJobQuery()
                                .processInstanceId(running.getId())
                                .messages()
                                .list()
                                .stream())
                .toList()
                .forEach(job -> engine.getManagementService().executeJob(job.getId()));
        return publication;
    }

    private Publication publication(UUID id) {
        return submissions.find(id).publications().get(0);
    }

    private Stream<String> keys(UUID id) {
        return Stream.concat(
                        Stream.of(id),
                        submissions.find(id).publications().stream().map(Publication::id))
                .map(UUID::toString);
    }

    private Stream<ProcessInstance> running(String key) {
        return engine.getRuntimeService().createProcessInstanceQuery().processInstanceBusinessKey(key).list().stream();
    }

    private <T> T as(String userId, Supplier<T> action) {
        engine.getIdentityService()
                .setAuthentication(
                        userId,
                        accounts.find(userId).orElseThrow().roles().stream()
                                .map(Role::groupId)
                                .toList());
        try {
            return action.get();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    /** A child whom nobody has answered for; no text of these tests holds the name. */
    private UUID child() {
        String letters = UUID.randomUUID().toString().replaceAll("[^a-f]", "");
        return pupils.add("office", new PupilForm("Xq" + letters, "Zz" + letters, "3B", "2030", "", ""));
    }

    private UUID childWithConsent(String... uses) {
        UUID child = child();
        answers(child, "given", uses);
        return child;
    }

    private void answers(UUID child, String reply, String... uses) {
        consents.record(
                "office",
                child,
                new ConsentForm(
                        "Pat Parent",
                        Arrays.stream(uses).collect(Collectors.toMap(Function.identity(), use -> reply)),
                        SchoolTime.dayOf(clock.instant()).toString(),
                        "online",
                        ""),
                null);
    }

    private String nameOf(UUID child) {
        return check.find(List.of(child)).get(0).name();
    }

    private ResultActions takeDown(String userId, UUID publication, String reason, String confirm) throws Exception {
        return pages.perform(post("/photos/publications/{id}/takedown", publication)
                .param("reason", reason)
                .param("confirm", confirm)
                .with(people.signedIn(userId))
                .with(csrf()));
    }

    private static Map<String, byte[]> unzip(byte[] zipped) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(zipped))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    private String read(String path, String userId) throws Exception {
        return pages.perform(get(path).with(people.signedIn(userId)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }
}
