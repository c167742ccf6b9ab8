package org.schoolapprovals.web;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * Makes documents to be printed and filed: a template, written as XHTML with its styles inside, becomes an accessible PDF
 * (PDF/UA). Its font is called {@code school}, regular and bold. Nothing is fetched from anywhere.
 */
@Component
public class PdfPages {

    private static final String FONTS = "net/sf/jasperreports/fonts/dejavu/";

    /** What XML has no place for; nobody types it, but somebody may send it. */
    private static final Pattern NOT_XML =
            Pattern.compile("[^\\t\\n\\r\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    static {
        XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.WARNING));
    }

    private final ITemplateEngine templates;

    PdfPages(ITemplateEngine templates) {
        this.templates = templates;
    }

    /**
     * @param template name of the template, such as {@code deviceexception/letter}
     * @param values what it speaks of
     */
    public byte[] render(String template, Map<String, Object> values) {
        return render(template, values, document -> {});
    }

    /**
     * A document that says how things stood at a moment: made of the same values, it is the same to the last byte.
     *
     * @param at the moment, which the document bears as the time at which it was made
     */
    public byte[] renderAsAt(Instant at, String template, Map<String, Object> values) {
        Calendar moment = GregorianCalendar.from(at.atZone(ZoneOffset.UTC));
        return render(template, values, document -> {
            document.getDocumentInformation().setCreationDate(moment);
            document.setDocumentId(at.getEpochSecond());
        });
    }

    private byte[] render(String template, Map<String, Object> values, Consumer<PDDocument> finish) {
        String page = templates.process(template, new Context(Locale.UK, values));
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder()
                .usePdfUaAccessibility(true)
                .useFont(() -> font("DejaVuSansCondensed.ttf"), "school", 400, FontStyle.NORMAL, true)
                .useFont(() -> font("DejaVuSansCondensed-Bold.ttf"), "school", 700, FontStyle.NORMAL, true)
                .useExternalResourceAccessControl(
                        (uri, type) -> false, ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI)
                .withProducer("School Approvals")
                .withHtmlContent(NOT_XML.matcher(page).replaceAll("\uFFFD"), null)
                .toStream(pdf);
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer();
                PDDocument document = renderer.createPDFKeepOpen()) {
            finish.accept(document);
            document.save(pdf);
        } catch (IOException cannotWrite) {
            throw new UncheckedIOException(cannotWrite);
        }
        return pdf.toByteArray();
    }

    private static InputStream font(String file) {
        try {
            return new ClassPathResource(FONTS + file).getInputStream();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
