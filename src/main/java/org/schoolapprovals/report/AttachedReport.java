package org.schoolapprovals.report;

/** A report as it is kept beside what rests on it. */
public record AttachedReport(ReportFrame frame, String fingerprint, byte[] pdf) {}
