package org.schoolapprovals.comment;

import java.util.List;

/**
 * One page of what was looked for, the latest first.
 *
 * @param total how many there are on all pages
 */
public record CommentsFound(List<CommentLine> lines, long total, CommentFilter filter) {}
