/**
 * The Camel component {@code openai:} on the official SDK: chat, speech, transcription and images from any server that
 * speaks OpenAI's language.
 *
 * <p>It keeps to the URI contract of Camel's own component of that name, so that routes run on that one unchanged.
 */
package org.kinoroute.openai;
