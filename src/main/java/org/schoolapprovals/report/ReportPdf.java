package org.schoolapprovals.report;

/** Makes a PDF of a report, with its fingerprint on every page. */
public interface ReportPdf {

    byte[] of(Report report);
}
