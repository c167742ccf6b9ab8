package org.schoolapprovals.photo;

import java.util.List;

/** A page of what was looked for, and how much there is in all. */
public record PhotosFound(List<PhotoLine> lines, long total, PhotoFilter filter) {}
