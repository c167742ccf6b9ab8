package org.schoolapprovals.standin;

/**
 * A picture on the stand-in; it may outlive its post, as on Facebook.
 *
 * @param altText what is read out instead of it
 */
public record StandInPhoto(String id, String altText) {}
