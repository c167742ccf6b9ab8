package org.schoolapprovals.policyreview.document;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.schoolapprovals.refusal.RefusedException;

/**
 * Reads a version of the policy as it was uploaded. A file is taken for what is in it, never for what it is called; one that could do
 * harm to whoever opens it, or to this computer, is refused with a sentence that says what to do.
 */
public final class DocumentReader {

    /** The largest file, in bytes. */
    public static final int LARGEST = 10 * 1024 * 1024;

    /** What is said of a larger one. */
    public static final String TOO_LARGE =
            "File: it is larger than 10 MB; please make it smaller, or save it without pictures.";

    /** The longest text of one file, in characters: a policy has some ten thousand. */
    static final int LONGEST_TEXT = 1_000_000;

    static final String TOO_LONG = "File: its text is longer than a policy can be; please upload the policy alone.";

    private static final byte[] PDF = {'%', 'P', 'D', 'F', '-'};
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] OLD_WORD = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

    /** One after the other, so that large files do not add up in memory. */
    private static final Semaphore TURN = new Semaphore(1, true);

    private DocumentReader() {}

    /** @throws RefusedException with one sentence that says what is wrong with the file */
    public static ReadDocument read(byte[] file) {
        if (file == null || file.length == 0) {
            throw new RefusedException("File: it is empty; please choose the new version of the policy.");
        }
        if (file.length > LARGEST) {
            throw new RefusedException(TOO_LARGE);
        }
        if (startsWith(file, OLD_WORD)) {
            throw new RefusedException(
                    "File: it is an old Word file, or one with a password; please save it in Word as .docx"
                            + " without a password.");
        }
        TURN.acquireUninterruptibly();
        try {
            if (startsWith(file, PDF)) {
                return new ReadDocument(DocumentKind.PDF, PdfText.of(file));
            }
            if (startsWith(file, ZIP)) {
                return new ReadDocument(DocumentKind.DOCX, Optional.of(DocxText.of(file)));
            }
        } catch (IOException broken) {
            throw new RefusedException(
                    "File: it cannot be opened, so it may be damaged; please save it anew and upload that.");
        } finally {
            TURN.release();
        }
        return new ReadDocument(DocumentKind.MARKDOWN, Optional.of(markdown(file)));
    }

    private static boolean startsWith(byte[] file, byte[] beginning) {
        return file.length >= beginning.length
                && ByteBuffer.wrap(file, 0, beginning.length).equals(ByteBuffer.wrap(beginning));
    }

    private static String markdown(byte[] file) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException noText) {
            throw neither();
        }
        if (text.startsWith("\ufeff")) {
            text = text.substring(1);
        }
        if (text.codePoints().anyMatch(DocumentReader::isNoText)) {
            throw neither();
        }
        if (text.codePoints().noneMatch(Character::isLetter)) {
            throw new RefusedException("File: there is no text in it; please choose the new version of the policy.");
        }
        return checked(text.replace("\r\n", "\n").replace('\r', '\n'));
    }

    private static boolean isNoText(int character) {
        return Character.getType(character) == Character.CONTROL && "\n\r\t\f".indexOf(character) < 0
                || Character.getType(character) == Character.SURROGATE
                || !Character.isDefined(character);
    }

    private static RefusedException neither() {
        return new RefusedException(
                "File: it is neither a text in Markdown, nor a Word document (.docx), nor a PDF; please save the"
                        + " policy as one of these.");
    }

    /** @throws RefusedException for a text that is too long */
    static String checked(String text) {
        if (text.length() > LONGEST_TEXT) {
            throw new RefusedException(TOO_LONG);
        }
        return text;
    }
}
