/**
 * Pictures, made by a real Chromium out of our own HTML and CSS: the chat and its sheets, caption cards, placeholders.
 *
 * <p>{@link org.kinoroute.visual.Browser} is the one place that knows Playwright. What a page shows is untrusted: it
 * arrives as data, is inserted as text, and the page reaches nothing but the resources that its task names.
 */
package org.kinoroute.visual;
