package org.schoolapprovals.photo;

import java.util.UUID;

/**
 * One of the files that were cleared; the record outlives the file.
 *
 * @param sha256 of the file, 64 hexadecimal digits
 */
public record PhotoFile(UUID photo, String sha256) {}
