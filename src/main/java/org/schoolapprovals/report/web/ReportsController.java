package org.schoolapprovals.report.web;

import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.schoolapprovals.decision.LatestCheck;
import org.schoolapprovals.decision.RecordCheckResult;
import org.schoolapprovals.refusal.NotAllowedException;
import org.schoolapprovals.refusal.RefusedException;
import org.schoolapprovals.report.BehindLine;
import org.schoolapprovals.report.Period;
import org.schoolapprovals.report.Report;
import org.schoolapprovals.report.ReportCsv;
import org.schoolapprovals.report.ReportFrame;
import org.schoolapprovals.report.ReportFrames;
import org.schoolapprovals.report.ReportJson;
import org.schoolapprovals.report.ReportPdf;
import org.schoolapprovals.report.Reports;
import org.schoolapprovals.schoolcalendar.SchoolTime;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.ModelAndView;

/**
 * The reports: as a page, as files, and the lists behind their numbers. What is chosen in a form leads to the address of the report,
 * which anybody who may read reports can open again and finds the same there.
 */
@Controller
@RequestMapping("/reports")
class ReportsController {

    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");
    private static final Pattern COLUMN = Pattern.compile("[0-9]{1,2}");
    private static final int NO_COLUMN = -1;

    private final Reports reports;
    private final ReportFrames frames;
    private final ReportPdf pdf;
    private final LatestCheck latestCheck;

    ReportsController(Reports reports, ReportFrames frames, ReportPdf pdf, LatestCheck latestCheck) {
        this.reports = reports;
        this.frames = frames;
        this.pdf = pdf;
        this.latestCheck = latestCheck;
    }

    /** A term or school year to choose. */
    record Choice(String value, String words, boolean chosen) {}

    /** A report as a file. */
    record FileLink(String kind, String link) {}

    @GetMapping
    Object page(Principal principal, @ModelAttribute("wanted") Wanted wanted) {
        return answer(
                principal,
                wanted,
                frame -> wanted.isAddress()
                        ? shown(principal, reports.report(principal.getName(), frame))
                        : new ModelAndView("redirect:"
                                + ReportView.address("/reports", frame).toUriString()));
    }

    @GetMapping("/pdf")
    Object pdf(Principal principal, @ModelAttribute("wanted") Wanted wanted) {
        return file(principal, wanted, "pdf", MediaType.APPLICATION_PDF, pdf::of);
    }

    @GetMapping("/csv")
    Object csv(Principal principal, @ModelAttribute("wanted") Wanted wanted) {
        return file(principal, wanted, "csv", CSV, ReportCsv::of);
    }

    @GetMapping("/json")
    Object json(Principal principal, @ModelAttribute("wanted") Wanted wanted) {
        return file(principal, wanted, "json", MediaType.APPLICATION_JSON, ReportJson::of);
    }

    @GetMapping("/behind")
    Object behind(
            Principal principal,
            @ModelAttribute("wanted") Wanted wanted,
            @RequestParam(defaultValue = "") String table,
            @RequestParam(defaultValue = "") String row,
            @RequestParam(defaultValue = "") String column) {
        String viewer = principal.getName();
        int number = COLUMN.matcher(column).matches() ? Integer.parseInt(column) : NO_COLUMN;
        return answer(principal, wanted, frame -> {
            List<BehindLine> lines = reports.behind(viewer, frame, table, row, number);
            return new ModelAndView("report/behind")
                    .addObject("behind", Behind.of(reports.report(viewer, frame), table, row, number, lines));
        });
    }

    @ExceptionHandler(NotAllowedException.class)
    @ResponseStatus(HttpStatus.FORBIDDEN)
    ModelAndView notTheirs(NotAllowedException wrongPerson) {
        return new ModelAndView("report/no-reports").addObject("why", wrongPerson.getMessage());
    }

    /** Whoever may not read reports learns nothing, not even which dates make sense. */
    private Object answer(Principal principal, Wanted wanted, Function<ReportFrame, Object> answer) {
        if (!reports.mayRead(principal.getName())) {
            throw new NotAllowedException(
                    "The reports are for governors, the chair of governors, the head teacher and the deputy head.");
        }
        try {
            return answer.apply(wanted.frame(frames));
        } catch (NotAllowedException wrongPerson) {
            throw wrongPerson;
        } catch (RefusedException refused) {
            return page(wanted, Optional.empty(), refused.sentences());
        }
    }

    private Object file(
            Principal principal, Wanted wanted, String kind, MediaType type, Function<Report, byte[]> writer) {
        return answer(principal, wanted, frame -> {
            byte[] content = writer.apply(reports.report(principal.getName(), frame));
            ContentDisposition disposition = (type.equals(MediaType.APPLICATION_PDF)
                            ? ContentDisposition.inline()
                            : ContentDisposition.attachment())
                    .filename("report-%s-to-%s.%s"
                            .formatted(frame.period().first(), frame.period().last(), kind))
                    .build();
            return ResponseEntity.ok()
                    .contentType(type)
                    .cacheControl(CacheControl.noStore())
                    .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                    .body(content);
        });
    }

    private ModelAndView shown(Principal principal, Report report) {
        ReportFrame frame = report.frame();
        return page(Wanted.of(frame), Optional.of(frame.period()), List.of())
                .addObject("report", ReportView.of(report, reports.mayLookBehind(principal.getName())))
                .addObject(
                        "files",
                        Stream.of("pdf", "csv", "json")
                                .map(kind -> new FileLink(
                                        kind.toUpperCase(Locale.ROOT),
                                        ReportView.address("/reports/" + kind, frame)
                                                .toUriString()))
                                .toList())
                .addObject("checked", inWords(latestCheck.result()));
    }

    /** The form that chooses a report; without a report where there are faults. */
    private ModelAndView page(Wanted wanted, Optional<Period> shown, List<String> faults) {
        Instant now = frames.now();
        return new ModelAndView("report/report", faults.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_ENTITY)
                .addObject("wanted", wanted)
                .addObject("terms", choices(frames.terms(now), Wanted::term, wanted, shown))
                .addObject("years", choices(frames.schoolYears(now), Wanted::schoolYear, wanted, shown))
                .addObject("faults", faults);
    }

    private static List<Choice> choices(
            List<Period> periods, Function<Period, String> value, Wanted wanted, Optional<Period> shown) {
        return periods.stream()
                .map(period -> new Choice(
                        value.apply(period),
                        period.name(),
                        wanted.period().equals(value.apply(period))
                                || shown.filter(period::equals).isPresent()))
                .toList();
    }

    private static String inWords(Optional<RecordCheckResult> check) {
        if (check.isEmpty()) {
            return "Record and workflow engine are compared every night; that has not been done yet.";
        }
        RecordCheckResult result = check.get();
        String when = SchoolTime.format(result.at());
        return result.agrees()
                ? "Record and workflow engine agreed on %s (%,d requests compared).".formatted(when, result.requests())
                : "Record and workflow engine did not agree on %s: the head teacher and the administrators know what differs."
                        .formatted(when);
    }
}
