package org.schoolapprovals.channel.mailbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolapprovals.comment.MailedComment;

class ReadMailTest {

    private static final Instant RECEIVED = Instant.parse("2027-05-05T09:00:00Z");
    private static final String HEAD = """
            From: "A. Parent" <parent@family.example>
            Message-ID: <1@family.example>
            Subject: The fair
            """;

    private static ReadMail read(String mail) throws MessagingException, IOException {
        return read(mail, UTF_8);
    }

    private static ReadMail read(String mail, Charset charset) throws MessagingException, IOException {
        return ReadMail.of(mail.replace("\n", "\r\n").getBytes(charset), RECEIVED);
    }

    private static MailedComment comment(String mail) throws MessagingException, IOException {
        return read(mail).comment().orElseThrow();
    }

    private static String text(String rest) throws MessagingException, IOException {
        return comment(HEAD + rest).text();
    }

    @Test
    void a_mail_is_a_comment_with_its_sender_subject_and_text() throws Exception {
        MailedComment comment = comment(HEAD + "\nLovely fair!\n\nThank you.\n");

        assertThat(comment.senderName()).isEqualTo("A. Parent");
        assertThat(comment.senderAddress()).isEqualTo("parent@family.example");
        assertThat(comment.subject()).isEqualTo("The fair");
        assertThat(comment.text()).isEqualTo("Lovely fair!\n\nThank you.");
        assertThat(comment.receivedAt()).isEqualTo(RECEIVED);
        assertThat(comment.leftOut()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-generated",
                "auto-submitted: Auto-Replied (vacation)",
                "Precedence: BULK",
                "Precedence: junk",
                "Precedence: auto_reply",
                "Return-Path: <>",
                "Content-Type: multipart/report; report-type=delivery-status; boundary=b"
            })
    void what_a_machine_wrote_is_no_comment(String header) throws Exception {
        assertThat(read(HEAD + header + "\n\nI am away.\n").comment()).isEmpty();
    }

    @Test
    void a_notice_of_ours_that_comes_back_is_no_comment() throws Exception {
        assertThat(read("""
                        From: school-approvals@school.example
                        Message-ID: <notice.0f8fad5b-d9cb-469f-a165-70867728950e@approvals.school.example>
                        Subject: To do

                        Something waits for you.
                        """).comment()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: no",
                "Precedence: first-class",
                "Precedence: list",
                "Return-Path: <parent@family.example>",
                "X-Auto-Response-Suppress: OOF"
            })
    void what_a_person_wrote_is_a_comment(String header) throws Exception {
        assertThat(read(HEAD + header + "\n\nLovely!\n").comment()).isPresent();
    }

    @Test
    void html_is_made_plain_and_shows_where_its_links_lead() throws Exception {
        assertThat(text("""
                        Content-Type: text/html; charset=utf-8

                        <html><head><title>No</title><style>p {}</style></head><body><script>alert(1)</script>
                        <p>Lovely <b>fair</b>,<br>really &amp; truly &lt;3.</p><div>See <a href="https://other.example/x">here</a>
                        or <a href="https://school.example">https://school.example</a>.</div></body></html>
                        """)).isEqualTo("""
                        Lovely fair,
                        really & truly <3.

                        See here <https://other.example/x> or https://school.example.""");
    }

    @Test
    void of_two_versions_the_plain_one_is_read_and_html_only_where_that_is_empty() throws Exception {
        String versions = """
                Content-Type: multipart/alternative; boundary=b

                --b
                Content-Type: text/html

                <p>From HTML</p>
                --b
                Content-Type: text/plain

                %s
                --b--
                """;
        assertThat(text(versions.formatted("From plain text"))).isEqualTo("From plain text");
        assertThat(text(versions.formatted("  "))).isEqualTo("From HTML");
    }

    @Test
    void attachments_are_left_out_and_named() throws Exception {
        MailedComment comment = comment(HEAD + """
                Content-Type: multipart/mixed; boundary=outer

                --outer
                Content-Type: multipart/related; boundary=inner

                --inner
                Content-Type: text/plain

                The text.
                --inner
                Content-Type: image/png; name="=?UTF-8?Q?pict=C3=BCre.png?="
                Content-Disposition: inline

                x
                --inner--
                --outer
                Content-Type: text/plain; name=list.txt
                Content-Disposition: attachment; filename=list.txt

                Not to be read.
                --outer
                Content-Type: message/rfc822

                Subject: Forwarded

                Not to be read either.
                --outer
                Content-Type: text/plain

                Kind regards
                --outer--
                """);

        assertThat(comment.text()).isEqualTo("The text.\n\nKind regards");
        assertThat(comment.leftOut())
                .containsExactly(
                        "pict\u00fcre.png (an attachment)", "list.txt (an attachment)", "another mail (an attachment)");
    }

    @Test
    void a_mail_with_an_attachment_only_is_its_subject() throws Exception {
        MailedComment comment = comment(HEAD + "Content-Type: image/jpeg; name=photo.jpg\n\nx\n");

        assertThat(comment.text()).isEqualTo("The fair");
        assertThat(comment.leftOut()).containsExactly("photo.jpg (an attachment)");
    }

    @Test
    void encoded_headers_are_decoded_and_hostile_ones_stay_text() throws Exception {
        MailedComment comment = comment("""
                From: =?iso-8859-1?Q?Zo=EB_Parent?= <zoe@family.example>
                Message-ID: <1@family.example>
                Subject: =?UTF-8?B?w4kgYmllbnTDtHQ=?=
                 =?UTF-8?Q?_=0D=0ABcc:_x@family.example?=

                Text
                """);
        assertThat(comment.senderName()).isEqualTo("Zo\u00eb Parent");
        assertThat(comment.subject()).startsWith("\u00c9 bient\u00f4t");
        assertThat(comment("From: a@b.example\nSubject: =?nonsense?Q?=C9?=\n\nText")
                        .subject())
                .isEqualTo("=?nonsense?Q?=C9?=");
        assertThat(comment("From: a@b.example\nSubject: Z\u00f6e\n\nText").subject())
                .isEqualTo("Z\u00f6e");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "charset=nonsense", "charset=us-ascii", "charset=utf-8", "charset=\"broken"})
    void whatever_a_mail_says_about_its_characters_they_are_read(String charset) throws Exception {
        String mail =
                HEAD + "Content-Type: text/plain; " + charset + "\nContent-Transfer-Encoding: 8bit\n\nCaf\u00e9\n";

        assertThat(read(mail, UTF_8).comment().orElseThrow().text()).isEqualTo("Caf\u00e9");
        assertThat(read(mail, ISO_8859_1).comment().orElseThrow().text()).isEqualTo("Caf\u00e9");
    }

    @Test
    void the_same_mail_has_the_same_id_and_another_mail_another() throws Exception {
        String id = comment(HEAD + "\nOne\n").messageId();

        assertThat(comment("Received: by another road\n" + HEAD + "\nOne\n").messageId())
                .isEqualTo(id);
        assertThat(comment(HEAD + "\nTwo\n").messageId())
                .as("another mail under the same Message-ID")
                .isNotEqualTo(id);
        assertThat(id).startsWith("<1@family.example>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Message-ID:\n", "Message-ID: <>\n", "Message-ID: nonsense\n", "Message-ID: <a b@c>\n"})
    void without_a_sensible_message_id_the_mail_itself_is_its_id(String header) throws Exception {
        String mail = "From: a@b.example\n" + header + "\nText\n";

        assertThat(comment(mail).messageId())
                .hasSize(64)
                .isEqualTo(comment(mail).messageId());
        assertThat(comment(mail + "more").messageId())
                .isNotEqualTo(comment(mail).messageId());
    }

    @Test
    void a_message_id_of_any_length_is_no_trouble() throws Exception {
        assertThat(comment("From: a@b.example\nMessage-ID: <" + "x".repeat(1000) + "@y>\n\nText")
                        .messageId())
                .hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "From: \n", "From: @@@\n", "From: undisclosed-recipients:;\n", "From: <>\n"})
    void a_mail_from_nobody_is_a_comment_all_the_same(String from) throws Exception {
        assertThat(comment(from + "Subject: Hello\n\nText\n").text()).isEqualTo("Text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "From: a@b.example\n\n",
                "Content-Type: multipart/mixed\n\nno boundary at all\n",
                "Content-Type: multipart/mixed; boundary=b\n\nnever begins\n",
                "Content-Transfer-Encoding: base64\n\n!!!\n",
                "Content-Transfer-Encoding: nonsense\nContent-Type: text/plain\n\nText\n"
            })
    void a_broken_mail_is_said_to_be_broken(String mail) {
        assertThatThrownBy(() -> read(mail)).isInstanceOfAny(MessagingException.class, IOException.class);
    }

    @Test
    void a_thousand_parts_are_no_mail_of_people() {
        String mail = HEAD + "Content-Type: multipart/mixed; boundary=b\n\n"
                + "--b\nContent-Type: text/plain\n\nx\n".repeat(1000) + "--b--\n";

        assertThatThrownBy(() -> read(mail)).isInstanceOf(MessagingException.class);
    }

    @Test
    void a_million_parts_take_no_time() {
        String mail = HEAD + "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\n".repeat(1_000_000) + "--b--\n";

        Assertions.assertTimeout(
                Duration.ofSeconds(5),
                () -> assertThatThrownBy(() -> read(mail)).isInstanceOf(MessagingException.class));
    }

    @Test
    void deep_nesting_is_no_mail_of_people() {
        StringBuilder mail = new StringBuilder(HEAD);
        for (int depth = 0; depth < 1000; depth++) {
            mail.append("Content-Type: multipart/mixed; boundary=b")
                    .append(depth)
                    .append("\n\n--b")
                    .append(depth)
                    .append('\n');
        }

        assertThatThrownBy(() -> read(mail.toString())).isInstanceOf(MessagingException.class);
    }

    @Test
    void html_that_is_meant_to_hurt_takes_no_time() {
        String deep = HEAD + "Content-Type: text/html\n\n" + "<div>".repeat(50_000) + "Text";
        String wide = HEAD + "Content-Type: text/html\n\nText" + "<b> </b>".repeat(60_000);
        String links = HEAD + "Content-Type: text/html\n\nText" + "<a href=x>y</a>".repeat(40_000);

        for (String mail : new String[] {deep, wide, links}) {
            Assertions.assertTimeout(
                    Duration.ofSeconds(20),
                    () -> assertThat(read(mail).comment().orElseThrow().text()).startsWith("Text"));
        }
    }

    @Test
    void a_page_of_a_million_characters_is_for_people_to_look_at() {
        assertThatThrownBy(() -> read(HEAD + "Content-Type: text/html\n\n" + "x".repeat(1_000_001)))
                .isInstanceOf(MessagingException.class);
    }

    @Test
    void null_bytes_and_emoji_families_are_text_like_any_other() throws Exception {
        assertThat(
                        text(
                                "Content-Type: text/plain; charset=utf-8\n\na\u0000b \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67\n"))
                .isEqualTo("a\u0000b \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67");
    }
}
