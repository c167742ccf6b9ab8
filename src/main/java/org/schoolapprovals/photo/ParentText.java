package org.schoolapprovals.photo;

/**
 * What the parents and carers of a child are told, ready to be sent through Weduc (P4).
 *
 * @param name of the child, first and last
 * @param className such as {@code 3B}
 */
public record ParentText(String name, String className, String text) {}
