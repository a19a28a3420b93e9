package org.kinoroute.video;

import java.util.List;

/**
 * A chat as it is seen in a panel of a certain height once its last message is there.
 *
 * @param height of the panel, pixels
 * @param bubbles of all messages, in order; those that have scrolled out of the window lie above its upper edge
 */
public record ChatView(ChatLayout layout, int height, List<Bubble> bubbles) {

    public ChatView {
        bubbles = List.copyOf(bubbles);
    }

    /**
     * A message's bubble.
     *
     * @param scene index of the scene
     * @param box within the picture of the panel
     * @param mine whether it is on the right
     */
    public record Bubble(int scene, Box box, boolean mine) {}
}
