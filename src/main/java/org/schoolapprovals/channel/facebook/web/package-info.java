/** Where the Facebook page reaches us. */
package org.schoolapprovals.channel.facebook.web;
