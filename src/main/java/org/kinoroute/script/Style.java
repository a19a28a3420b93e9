package org.kinoroute.script;

/**
 * How generated images look.
 *
 * @param id name of its file, by which it is chosen
 * @param name for people
 * @param description for people, in a sentence
 * @param prompt words that join every prompt
 * @param negative what no image of this style is to show; may be empty
 */
public record Style(String id, String name, String description, String prompt, String negative) {}
