package org.schoolapprovals.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.security.Visitor.Answer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Over HTTP: who uploads and sees photographs, and that a script is told every failure in a sentence. */
@SecurityTest
class PhotoUploadTest {

    private static final String BOUNDARY = "--boundary--7391";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void begin() {
        jdbc.sql("delete from approvals.photo").update();
    }

    @Test
    void staff_upload_a_photograph_and_see_it_as_nothing_but_a_picture() throws IOException {
        Visitor teacher = new Visitor(port).signIn("teacher");

        Answer sent = upload(teacher, parts("file", photo()));

        assertThat(sent.status()).isEqualTo(201);
        JsonNode told = sent.json();
        assertThat(told.properties())
                .extracting(java.util.Map.Entry::getKey)
                .containsExactly("id", "width", "height", "removed");
        assertThat(told.path("width").asInt()).isEqualTo(200);
        Answer shown = teacher.get("/photos/" + told.path("id").asText());
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(shown.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(shown.header("Cache-Control")).contains("no-store", "private");
        assertThat(shown.header("Content-Disposition")).isEqualTo("inline");
    }

    @ParameterizedTest
    @ValueSource(strings = {"assistant", "office", "editor", "head", "deputy", "governor", "chair", "admin"})
    void a_photograph_of_another_is_no_different_from_one_that_is_not(String person) throws IOException {
        String id = upload(new Visitor(port).signIn("teacher"), parts("file", photo()))
                .json()
                .path("id")
                .asText();
        Visitor other = new Visitor(port).signIn(person);

        Answer hidden = other.get("/photos/" + id);

        assertThat(hidden.status()).isEqualTo(404);
        Answer unknown = other.get("/photos/" + UUID.randomUUID());
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(hidden.body()).isEqualTo(unknown.body());
        assertThat(other.get("/photos/1%27%20or%201").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"governor", "chair", "admin"})
    void whoever_is_not_staff_uploads_nothing(String person) throws IOException {
        assertTold(upload(new Visitor(port).signIn(person), parts("file", photo())), 403, "work at the school");
    }

    @Test
    void whoever_is_not_signed_in_is_told_so() throws IOException {
        Visitor nobody = new Visitor(port);

        assertTold(send(nobody, "none", parts("file", photo())), 401, "sign in again");
        assertTold(send(nobody, nobody.token("/login"), parts("file", photo())), 401, "sign in again");
        assertTold(nobody.get("/photos/" + UUID.randomUUID()), 401, "sign in again");
    }

    @Test
    void nothing_is_uploaded_from_a_form_of_another_site() throws IOException {
        assertTold(send(new Visitor(port).signIn("teacher"), "forged", parts("file", photo())), 403, "our own form");
    }

    @Test
    void a_file_that_is_too_large_is_told_and_the_answer_arrives() {
        Visitor teacher = new Visitor(port).signIn("teacher");

        assertTold(upload(teacher, parts("file", new byte[25 * 1024 * 1024 + 1])), 413, "larger than 25 MB");
        assertTold(upload(teacher, parts("file", new byte[60 * 1024 * 1024])), 413, "larger than 25 MB");
    }

    @Test
    void a_large_form_without_its_token_is_refused_and_the_answer_arrives() {
        byte[] large = parts("file", new byte[30 * 1024 * 1024]);
        Visitor nobody = new Visitor(port);

        assertTold(postAsIs(nobody, "/photos", large), 401, "sign in again");
        assertThat(postAsIs(nobody, "/consents/import", large).location()).isEqualTo("/login?expired");
        assertTold(postAsIs(new Visitor(port).signIn("teacher"), "/photos", large), 403, "our own form");
    }

    @Test
    void a_file_that_is_too_large_for_a_page_is_told_on_a_page() {
        Visitor office = new Visitor(port).signIn("office");

        for (int megabytes : new int[] {26, 30, 60}) {
            Answer told = postAsIs(office, "/consents/import", parts("file", new byte[megabytes * 1024 * 1024]));
            assertThat(told.status()).isEqualTo(413);
            assertThat(told.header("Content-Type")).startsWith("text/html");
            assertThat(told.body()).contains("larger than the school takes", "Sign out", "name=\"_csrf\"");
        }
        assertThat(office.page("/consents").status()).isEqualTo(200);
    }

    private static Answer postAsIs(Visitor person, String path, byte[] form) {
        return person.sendBody(
                "POST",
                path,
                BodyPublishers.ofByteArray(form),
                "Content-Type",
                "multipart/form-data; boundary=" + BOUNDARY,
                "Accept",
                "text/html");
    }

    @Test
    void what_is_no_single_photograph_is_told() throws IOException {
        Visitor teacher = new Visitor(port).signIn("teacher");

        assertTold(upload(teacher, parts("file", new byte[0])), 422, "is empty");
        assertTold(upload(teacher, parts("file", "photo.jpg".getBytes(StandardCharsets.US_ASCII))), 422, "no JPEG");
        assertTold(upload(teacher, parts("picture", photo())), 422, "one photograph at a time");
        assertTold(upload(teacher, parts("file", photo(), photo())), 422, "one photograph at a time");
        assertTold(upload(teacher, parts("file")), 422, "one photograph at a time");
        String token = teacher.token("/account");
        assertTold(
                teacher.send("POST", "/photos", "{}", "Content-Type", "application/json", "X-CSRF-TOKEN", token),
                422,
                "one photograph at a time");
        assertThat(jdbc.sql("select count(*) from approvals.photo")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private static void assertTold(Answer answer, int status, String words) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.message()).contains(words).endsWith(".");
    }

    private static Answer upload(Visitor person, byte[] form) {
        return send(person, person.token("/account"), form);
    }

    private static Answer send(Visitor person, String token, byte[] form) {
        return person.sendBody(
                "POST",
                "/photos",
                BodyPublishers.ofByteArray(form),
                "Content-Type",
                "multipart/form-data; boundary=" + BOUNDARY,
                "X-CSRF-TOKEN",
                token);
    }

    private static byte[] parts(String name, byte[]... files) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        for (byte[] file : files) {
            form.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name
                            + "\"; filename=\"holiday.exe\"\r\nContent-Type: text/html\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            form.writeBytes(file);
            form.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        form.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return form.toByteArray();
    }

    private static byte[] photo() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(200, 150, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }
}
