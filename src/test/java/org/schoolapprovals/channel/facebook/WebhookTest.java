package org.schoolapprovals.channel.facebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.schoolapprovals.channel.facebook.Page.NOW;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.channel.facebook.PageChange.Verb;
import org.schoolapprovals.comment.PageComment;
import org.schoolapprovals.database.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is believed of what comes in, and what is read in it. */
class WebhookTest {

    private static final JdbcClient JDBC =
            JdbcClient.create(TestDatabase.migrated().dataSource());

    private final Webhook webhook =
            new Webhook(Page.at("https://graph.example"), new Inbox(JDBC), Clock.fixed(NOW, ZoneOffset.UTC));

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String signature(String secret, byte[] body) {
        return "sha256=" + HexFormat.of().formatHex(Hmac.of(secret, body));
    }

    private static long kept(byte[] body) {
        return JDBC.sql("select count(*) from approvals.facebook_delivery where body = :body")
                .param("body", body)
                .query(Long.class)
                .single();
    }

    private static String change(String value) {
        return "{\"object\": \"page\", \"entry\": [{\"id\": \"4711\", \"time\": 1803891600, \"changes\":"
                + " [{\"field\": \"feed\", \"value\": " + value + "}]}]}";
    }

    private List<PageChange> changes(String body) {
        return webhook.changes(bytes(body), NOW);
    }

    @Test
    void a_body_that_the_page_signed_is_kept_byte_for_byte() {
        byte[] body = bytes("{\"message\": \"Caf\\u00e9 \\ud83c\\udf89\", \"raw\": \"é\"}  ");

        assertThat(webhook.receive(body, signature(Page.SECRET, body))).isTrue();
        assertThat(kept(body)).isOne();
    }

    @Test
    void a_body_that_came_before_changes_nothing() {
        byte[] body = bytes("{\"again\": true}");

        assertThat(webhook.receive(body, signature(Page.SECRET, body))).isTrue();
        assertThat(webhook.receive(body, signature(Page.SECRET, body))).isTrue();
        assertThat(kept(body)).isOne();
    }

    @Test
    void the_signature_holds_for_the_very_bytes() {
        byte[] escaped = bytes("{\"message\": \"Caf\\u00e9\"}");
        byte[] unescaped = bytes("{\"message\": \"Café\"}");

        assertThat(webhook.receive(unescaped, signature(Page.SECRET, escaped))).isFalse();
        assertThat(kept(unescaped)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256=", "sha256=zz", "sha256=00", "sha1=", "sha256"})
    void a_signature_that_is_none_opens_nothing(String signature) {
        assertThat(webhook.receive(bytes("{}"), signature)).isFalse();
    }

    @Test
    void a_signature_by_another_secret_or_of_another_form_opens_nothing() {
        byte[] body = bytes("{\"mine\": 1}");
        String right = signature(Page.SECRET, body);

        assertThat(webhook.receive(body, signature("another", body))).isFalse();
        assertThat(webhook.receive(body, right.substring("sha256=".length()))).isFalse();
        assertThat(webhook.receive(body, right + "00")).isFalse();
        assertThat(webhook.receive(body, right.substring(0, right.length() - 2)))
                .isFalse();
        assertThat(kept(body)).isZero();
    }

    @Test
    void the_handshake_knows_only_the_word_that_was_agreed() {
        assertThat(webhook.knows(Page.VERIFY)).isTrue();
        assertThat(webhook.knows("")).isFalse();
        assertThat(webhook.knows(Page.VERIFY + " ")).isFalse();
    }

    @Test
    void a_new_comment_is_read_with_all_that_is_known_of_it() {
        assertThat(changes(change("""
                        {"item": "comment", "verb": "add", "comment_id": "815_42", "post_id": "4711_815",
                         "parent_id": "4711_815", "created_time": 1803888000, "message": "Sch\\u00f6n \\ud83c\\udf89",
                         "from": {"id": "77", "name": "A parent"}, "photo": "https://pictures.example/1.jpg",
                         "post": {"permalink_url": "https://page.example/815"}}
                        """)))
                .containsExactly(new PageChange(
                        Verb.ADDED,
                        new PageComment(
                                "815_42",
                                Optional.of("4711_815"),
                                Optional.empty(),
                                Optional.of("77"),
                                "A parent",
                                "Schön 🎉",
                                Instant.ofEpochSecond(1803888000),
                                Optional.of("https://page.example/815"),
                                Optional.of("https://pictures.example/1.jpg")),
                        Instant.ofEpochSecond(1803891600)));
    }

    @Test
    void a_reply_names_the_comment_above_it() {
        assertThat(changes(change("""
                        {"item": "comment", "verb": "add", "comment_id": "815_43", "post_id": "4711_815",
                         "parent_id": "815_42"}
                        """)))
                .singleElement()
                .satisfies(change -> assertThat(change.comment().parentId()).contains("815_42"));
    }

    @ParameterizedTest
    @CsvSource({"add, ADDED", "edited, EDITED", "edit, EDITED", "remove, REMOVED"})
    void a_verb_says_what_happened(String verb, Verb meaning) {
        assertThat(changes(change(
                        "{\"item\": \"comment\", \"verb\": \"%s\", \"comment_id\": \"815_42\"}".formatted(verb))))
                .extracting(PageChange::verb)
                .containsExactly(meaning);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"item\": \"comment\", \"verb\": \"hide\", \"comment_id\": \"815_42\"}",
                "{\"item\": \"comment\", \"verb\": \"unhide\", \"comment_id\": \"815_42\"}",
                "{\"item\": \"comment\", \"verb\": \"dance\", \"comment_id\": \"815_42\"}",
                "{\"item\": \"photo\", \"verb\": \"add\", \"post_id\": \"4711_1\", \"photo_id\": \"9\", \"message\": \"Ours\"}",
                "{\"item\": \"post\", \"verb\": \"add\", \"post_id\": \"4711_1\", \"message\": \"Ours\"}",
                "{\"item\": \"status\", \"verb\": \"remove\", \"post_id\": \"4711_1\", \"comment_id\": \"1_2\"}",
                "{\"item\": \"reaction\", \"verb\": \"add\", \"comment_id\": \"815_42\"}",
                "{\"item\": \"comment\", \"verb\": \"add\", \"comment_id\": \"815_42\", \"from\": {\"id\": \"4711\"}}",
                "{\"item\": \"comment\", \"verb\": \"add\", \"comment_id\": \"../me/accounts\"}",
                "{\"item\": \"comment\", \"verb\": \"add\"}",
            })
    void echoes_the_pages_own_words_and_whatever_is_no_comment_are_left_out(String value) {
        assertThat(changes(change(value))).isEmpty();
    }

    @Test
    void another_page_and_another_field_are_left_out() {
        String comment = "{\"item\": \"comment\", \"verb\": \"add\", \"comment_id\": \"1_2\"}";

        assertThat(changes(change(comment).replace("4711", "4712"))).isEmpty();
        assertThat(changes(change(comment).replace("feed", "mention"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "7",
                "[]",
                "{",
                "no json at all \0",
                "{\"entry\": 7}",
                "{\"entry\": [null, 7, [], {\"id\": 4711}, {\"id\": \"4711\", \"changes\": {\"field\": 1}}]}",
                "{\"entry\": [{\"id\": \"4711\", \"changes\": [null, {}, {\"field\": \"feed\"}, {\"field\": \"feed\","
                        + " \"value\": []}]}]}"
            })
    void nonsense_is_no_change(String body) {
        assertThat(changes(body)).isEmpty();
    }

    @Test
    void nonsense_without_end_is_no_change() {
        assertThat(changes("[".repeat(1_000_000))).isEmpty();
    }

    @Test
    void one_absurd_change_spoils_none_beside_it() {
        String absurd = """
                {"item": "comment", "verb": "add", "comment_id": 81542, "post_id": {"a": 1}, "parent_id": [],
                 "from": "nobody", "message": {"no": "text"}, "created_time": -99999999999999999999999,
                 "photo": "javascript:alert(1)", "post": 7}
                """;
        String good = "{\"item\": \"comment\", \"verb\": \"add\", \"comment_id\": \"815_43\", \"message\": \"Fine\"}";
        String body = "{\"entry\": [{\"id\": \"4711\", \"changes\": [{\"field\": \"feed\", \"value\": " + absurd
                + "}, {\"field\": \"feed\", \"value\": " + good + "}]}]}";

        assertThat(changes(body))
                .extracting(
                        change -> change.comment().externalId(),
                        change -> change.comment().text())
                .containsExactly(tuple("81542", ""), tuple("815_43", "Fine"));
        assertThat(changes(body).get(0).comment())
                .satisfies(comment -> assertThat(comment.createdAt()).isEqualTo(NOW))
                .satisfies(comment -> assertThat(comment.attachmentUrl()).isEmpty());
    }

    @Test
    void text_that_no_database_can_keep_is_made_sound() {
        assertThat(changes(change("{\"item\": \"comment\", \"verb\": \"add\", \"comment_id\": \"1_2\", \"message\":"
                        + " \"a\\u0000b\\ud83dc\"}")))
                .extracting(change -> change.comment().text())
                .containsExactly("ab?c");
    }

    @ParameterizedTest
    @CsvSource({
        // sent later than written, as for an edit; written later than sent, where the sender names the moment itself
        "1803891600, 1803888000, 1803891600",
        "1803888000, 1803891600, 1803891600",
        "1803891600000, 1803888000, 1803891600",
        "0, 1803888000, 1803888000",
        "1803891600, 0, 1803891600",
    })
    void a_change_happened_at_the_later_of_the_moments_that_it_names(long sent, long written, long happened) {
        assertThat(changes(change("""
                                {"item": "comment", "verb": "edited", "comment_id": "1_2", "created_time": %d}
                                """.formatted(written)).replace("\"time\": 1803891600", "\"time\": " + sent)))
                .extracting(PageChange::at)
                .containsExactly(Instant.ofEpochSecond(happened));
    }

    @Test
    void a_change_without_a_moment_happened_when_it_came() {
        assertThat(changes("{\"entry\": [{\"id\": \"4711\", \"changes\": [{\"field\": \"feed\", \"value\":"
                        + " {\"item\": \"comment\", \"verb\": \"remove\", \"comment_id\": \"1_2\"}}]}]}"))
                .extracting(PageChange::at)
                .containsExactly(NOW);
    }
}
