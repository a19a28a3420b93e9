package org.kinoroute.video;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What kind of video it is: which writer makes its script and which visuals its scenes have. */
public enum Format {
    @JsonProperty("chat")
    CHAT,
    @JsonProperty("explainer")
    EXPLAINER,
    @JsonProperty("product")
    PRODUCT,
    @JsonProperty("story")
    STORY;

    /** Whether one voice tells the whole in one go, with the pictures cut over it. */
    public boolean isNarrated() {
        return this == STORY;
    }
}
