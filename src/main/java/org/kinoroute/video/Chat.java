package org.kinoroute.video;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How a chat looks around its messages.
 *
 * @param name in the header: the other one's name, or the group's
 * @param group names, name colours and avatars stand at the bubbles
 * @param avatar of the header; null: that of the other one, else initials or a group icon
 * @param presence line below the name, e.g. {@code online}; null: the members' names in a group, else nothing
 * @param look of the phone
 * @param theme of the app
 * @param clock in the phone's status bar, e.g. {@code 9:41}
 * @param battery in the phone's status bar, percent
 */
public record Chat(
        String name, boolean group, Asset avatar, String presence, Look look, Theme theme, String clock, int battery) {

    /** Whose phone it is. */
    public enum Look {
        @JsonProperty("android")
        ANDROID,
        @JsonProperty("ios")
        IOS
    }

    /** Light or dark. */
    public enum Theme {
        @JsonProperty("light")
        LIGHT,
        @JsonProperty("dark")
        DARK
    }
}
