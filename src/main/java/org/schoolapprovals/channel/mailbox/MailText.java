package org.schoolapprovals.channel.mailbox;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** What a mail says in plain text, and what of it is left out. */
final class MailText {

    private static final int DEEPEST = 20;
    private static final int MOST_PARTS = 200;
    private static final int LONGEST_HTML = 1_000_000;
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private final List<String> texts = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private int parts;

    private MailText() {}

    /**
     * @param text paragraphs as they were, never markup; may be blank
     * @param leftOut attachments in words
     */
    record Plain(String text, List<String> leftOut) {}

    /** @throws MessagingException if the mail is broken, or no person could have written it */
    static Plain of(Part mail) throws MessagingException, IOException {
        MailText reading = new MailText();
        reading.read(mail, 0);
        return new Plain(String.join("\n\n", reading.texts), reading.leftOut);
    }

    private void read(Part part, int depth) throws MessagingException, IOException {
        if (++parts > MOST_PARTS || depth > DEEPEST) {
            throw new MessagingException("More parts than a mail of people has");
        }
        String type = type(part);
        if (isAttached(part, depth) || !type.startsWith("multipart/") && !isText(type)) {
            leftOut.add(name(part, type) + " (an attachment)");
        } else if (type.startsWith("multipart/")) {
            readAll(type, (Multipart) part.getContent(), depth);
        } else {
            String text = text(part);
            if (type.equals("text/html") && text.length() > LONGEST_HTML) {
                throw new MessagingException("A longer page than people write");
            }
            String plain = type.equals("text/html") ? fromHtml(text) : text;
            if (!plain.isBlank()) {
                texts.add(plain.replace("\r\n", "\n").strip());
            }
        }
    }

    private void readAll(String type, Multipart several, int depth) throws MessagingException, IOException {
        if (!type.equals("multipart/alternative")) {
            for (int i = 0; i < several.getCount(); i++) {
                read(several.getBodyPart(i), depth + 1);
            }
            return;
        }
        List<BodyPart> plainFirst = new ArrayList<>();
        for (int i = 0; i < several.getCount(); i++) {
            BodyPart part = several.getBodyPart(i);
            plainFirst.add(type(part).equals("text/plain") ? 0 : plainFirst.size(), part);
        }
        int before = texts.size();
        for (BodyPart part : plainFirst) {
            read(part, depth + 1);
            if (texts.size() > before) {
                return;
            }
        }
    }

    private static boolean isText(String type) {
        return type.equals("text/plain") || type.equals("text/html");
    }

    /** The mail itself cannot be its own attachment, whatever it says. */
    private static boolean isAttached(Part part, int depth) throws MessagingException {
        String disposition = part.getHeader("Content-Disposition") == null
                ? ""
                : String.join(" ", part.getHeader("Content-Disposition")).strip();
        return depth > 0
                && (disposition.regionMatches(true, 0, "attachment", 0, "attachment".length())
                        || fileName(part).isPresent());
    }

    /** A type that nobody understands is plain text where it stands alone, as RFC 2045 has it. */
    private static String type(Part part) throws MessagingException {
        try {
            return new ContentType(part.getContentType()).getBaseType().toLowerCase(java.util.Locale.ROOT);
        } catch (ParseException nonsense) {
            return "text/plain";
        }
    }

    private static String name(Part part, String type) throws MessagingException {
        return fileName(part).orElse(type.equals("message/rfc822") ? "another mail" : "something without a name");
    }

    private static Optional<String> fileName(Part part) throws MessagingException {
        try {
            String name = part.getFileName();
            return Optional.ofNullable(name == null ? null : MimeUtility.decodeText(name))
                    .map(String::strip)
                    .filter(given -> !given.isEmpty());
        } catch (ParseException | java.io.UnsupportedEncodingException nonsense) {
            return Optional.empty();
        }
    }

    private static String text(Part part) throws MessagingException, IOException {
        byte[] bytes = part.getInputStream().readAllBytes();
        try {
            String charset = new ContentType(part.getContentType()).getParameter("charset");
            if (charset != null) {
                return strictly(charset(charset), bytes);
            }
        } catch (ParseException | IllegalArgumentException | CharacterCodingException wrong) {
            // Guessed below.
        }
        return guessed(bytes);
    }

    /** Under Java's name, or else under one that mails use for it. */
    private static Charset charset(String name) {
        return Charset.forName(Charset.isSupported(name) ? name : MimeUtility.javaCharset(name));
    }

    /** What says nothing, or the wrong thing, about its characters is UTF-8, or else what Windows wrote before that. */
    static String guessed(byte[] bytes) {
        try {
            return strictly(StandardCharsets.UTF_8, bytes);
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, WINDOWS);
        }
    }

    private static String strictly(Charset charset, byte[] bytes) throws CharacterCodingException {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /** The words of the page, a line for each of its lines; an address is shown beside the words that hide it. */
    static String fromHtml(String html) {
        StringBuilder text = new StringBuilder();
        Element body = Jsoup.parse(html).body();
        body.select("script, style, head, title, template").remove();
        body.traverse(new NodeVisitor() {
            @Override
            public void head(Node node, int depth) {
                if (node instanceof TextNode words) {
                    append(words.text());
                } else if (node instanceof Element element) {
                    if (element.normalName().equals("br") || element.isBlock()) {
                        newLine();
                    }
                }
            }

            @Override
            public void tail(Node node, int depth) {
                if (node instanceof Element element) {
                    if (element.normalName().equals("a")) {
                        String address = element.attr("href").strip();
                        if (!address.isEmpty() && !element.text().contains(address)) {
                            append(" <" + address + ">");
                        }
                    } else if (element.isBlock()) {
                        newLine();
                    }
                }
            }

            private void append(String words) {
                boolean afterSpace = text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
                text.append(afterSpace ? words.stripLeading() : words);
            }

            private void newLine() {
                int length = text.length();
                if (length > 0 && !(length > 1 && text.charAt(length - 1) == '\n' && text.charAt(length - 2) == '\n')) {
                    text.append('\n');
                }
            }
        });
        return text.toString()
                .replaceAll("[ \\t]+\\n", "\n")
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
    }
}
