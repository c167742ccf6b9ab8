/**
 * The school's Facebook page by the Graph API: what it tells us (the webhook, and a poll for what the webhook missed) becomes
 * changes that are worked off one by one, and what was decided here about comments and photographs is carried out
 * there.
 */
package org.schoolapprovals.channel.facebook;
