package org.schoolapprovals.report;

import java.time.Instant;
import java.time.LocalDate;
import org.springframework.stereotype.Service;

/** Reports as they are attached to a review. */
@Service
public class AttachedReports {

    private final ReportFrames frames;
    private final Reports reports;
    private final ReportPdf pdf;

    AttachedReports(ReportFrames frames, Reports reports, ReportPdf pdf) {
        this.frames = frames;
        this.reports = reports;
        this.pdf = pdf;
    }

    /** The report of the term in which this day lies. @param asAt the moment whose knowledge it tells, not in the future */
    public AttachedReport ofTerm(LocalDate day, Instant asAt) {
        Report report = reports.of(frames.term(day, asAt));
        return new AttachedReport(report.frame(), report.fingerprint(), pdf.of(report));
    }
}
