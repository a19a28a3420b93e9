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
    STORY
}
