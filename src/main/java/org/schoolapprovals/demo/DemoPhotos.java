package org.schoolapprovals.demo;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.camunda.spin.Spin;
import org.camunda.spin.plugin.variable.SpinValues;
import org.schoolapprovals.consent.ConsentCheck;
import org.schoolapprovals.consent.Pupil;
import org.schoolapprovals.people.People;
import org.schoolapprovals.people.Role;
import org.schoolapprovals.photo.PhotoSubmission;
import org.schoolapprovals.photo.Photos;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Photographs for a newcomer to the demo school to look at, drawn instead of taken: some that go out on the page, some that wait
 * to be cleared, and some that lack a consent. The people of the demo send the forms.
 */
@Component
@Profile("demo")
@Order(5)
class DemoPhotos implements ApplicationRunner {

    private static final int WIDTH = 1600;
    private static final int HEIGHT = 1066;
    private static final Color GRASS = new Color(0x4E8F3A);
    private static final Color EVENING = new Color(0xF3B562);
    private static final Color MORNING = new Color(0x8EC7E8);
    private static final Color[] COATS = {
        new Color(0xC8402F), new Color(0x2F5FA8), new Color(0xE0B020), new Color(0x6B3E8E), new Color(0x1E8C7A)
    };

    private final ProcessEngine engine;
    private final Photos photos;
    private final ConsentCheck consents;
    private final People people;
    private final TransactionTemplate transactions;

    private record Story(
            String submitter,
            String event,
            String caption,
            List<String> photoIds,
            List<String> children,
            List<String> channels) {}

    DemoPhotos(
            ProcessEngine engine,
            Photos photos,
            ConsentCheck consents,
            People people,
            TransactionTemplate transactions) {
        this.engine = engine;
        this.photos = photos;
        this.consents = consents;
        this.people = people;
        this.transactions = transactions;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        if (engine.getHistoryService()
                        .createHistoricProcessInstanceQuery()
                        .processDefinitionKey(PhotoSubmission.PROCESS)
                        .count()
                > 0) {
            return;
        }
        List<Story> stories = List.of(
                story(
                        "teacher",
                        "Sports day",
                        "The egg and spoon race: not one egg was dropped before the finishing line.",
                        Set.of("Aisha Rahman", "Dylan Ashcroft", "Esme Thackeray"),
                        List.of("facebook"),
                        List.of(picture(MORNING, 3), picture(MORNING, 5))),
                story(
                        "assistant",
                        "Our wildlife garden",
                        "Year 6 have built a hotel for hedgehogs.",
                        Set.of("Imogen Sterndale", "Rhys Cadwallader"),
                        List.of("facebook", "newsletter"),
                        List.of(picture(EVENING, 2))),
                story(
                        "teacher",
                        "Kites on the field",
                        "Made in our design week, and all of them flew.",
                        Set.of("Noah Pritchard", "Jakub Nowak"),
                        List.of("website"),
                        List.of(picture(MORNING, 2))));
        transactions.executeWithoutResult(status -> {
            List<String> submitted = stories.stream().map(this::submit).toList();
            clear(submitted.get(0));
        });
    }

    private Story story(
            String submitter,
            String event,
            String caption,
            Set<String> children,
            List<String> channels,
            List<byte[]> pictures)
            throws IOException {
        List<String> ids = new ArrayList<>();
        for (byte[] picture : pictures) {
            ids.add(photos.upload(submitter, new ByteArrayInputStream(picture))
                    .id()
                    .toString());
        }
        return new Story(
                submitter,
                event,
                caption,
                ids,
                consents.pupils().stream()
                        .filter(pupil -> children.contains(pupil.name()))
                        .map(Pupil::id)
                        .map(Object::toString)
                        .toList(),
                channels);
    }

    /** @return the business key of its process */
    private String submit(Story story) {
        Map<String, Object> form = Map.of(
                "photoIds",
                list(story.photoIds()),
                "event",
                story.event(),
                "caption",
                story.caption(),
                "children",
                list(story.children()),
                "channels",
                list(story.channels()),
                "wholeClass",
                false,
                "noChildren",
                story.children().isEmpty());
        return as(
                story.submitter(),
                () -> engine.getFormService()
                        .submitStartForm(
                                engine.getRepositoryService()
                                        .createProcessDefinitionQuery()
                                        .processDefinitionKey(PhotoSubmission.PROCESS)
                                        .latestVersion()
                                        .singleResult()
                                        .getId(),
                                form)
                        .getBusinessKey());
    }

    private static Object list(List<String> values) {
        return SpinValues.jsonValue(Spin.JSON(values).toString()).create();
    }

    /** Only where they await it: in a demo of last year consents have ended. */
    private void clear(String businessKey) {
        List<Task> awaiting = engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(businessKey)
                .taskDefinitionKey("Task_ClearPhotos")
                .list();
        for (Task task : awaiting) {
            as("editor", () -> {
                engine.getTaskService().claim(task.getId(), "editor");
                engine.getFormService().submitTaskForm(task.getId(), Map.of("decision", "clear"));
                return task;
            });
        }
    }

    private <T> T as(String userId, Supplier<T> action) {
        engine.getIdentityService()
                .setAuthentication(
                        userId,
                        people.find(userId).orElseThrow().roles().stream()
                                .map(Role::groupId)
                                .toList());
        try {
            return action.get();
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    /** Children on a hill, from behind, as photographs of children are best taken. */
    private static byte[] picture(Color sky, int children) throws IOException {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = picture.createGraphics();
        brush.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        brush.setPaint(new GradientPaint(0, 0, sky, 0, HEIGHT, Color.WHITE));
        brush.fillRect(0, 0, WIDTH, HEIGHT);
        brush.setPaint(new Color(0xFFF4C2));
        brush.fillOval(1250, 110, 180, 180);
        brush.setPaint(GRASS);
        brush.fillOval(-400, 650, WIDTH + 800, 1200);
        for (int child = 0; child < children; child++) {
            int middle = WIDTH * (child + 1) / (children + 1);
            int top = 520 + 30 * (child % 2);
            brush.setPaint(COATS[child % COATS.length]);
            brush.fillRoundRect(middle - 65, top + 100, 130, 200, 70, 70);
            brush.setPaint(new Color(0x2B3A4A));
            brush.fillRoundRect(middle - 50, top + 270, 42, 130, 20, 20);
            brush.fillRoundRect(middle + 8, top + 270, 42, 130, 20, 20);
            brush.setPaint(new Color(0x5A3A22));
            brush.fillOval(middle - 52, top, 104, 112);
        }
        brush.dispose();
        try (ByteArrayOutputStream file = new ByteArrayOutputStream()) {
            ImageIO.write(picture, "jpeg", file);
            return file.toByteArray();
        }
    }
}
