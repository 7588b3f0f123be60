using CovidClassifier.Foundation;

namespace CovidClassifier;

/// <summary>How a pre-trained network is used as it is: a head is trained on its features.</summary>
public sealed record FreezingOptions
{
    /// <summary>
    /// The tensor whose values are the features; a map is averaged to one number per channel. Null (default) takes what the network's last dense layer reads.
    /// </summary>
    public string? Features { get; init; }

    /// <summary>
    /// How many variants of each training image the head learns from: 1 the image alone, more are varied by the training's augmentation. An image counts the
    /// same however many it has. Each takes the time of one pass. Null (default): 1 without augmentation, else 4.
    /// </summary>
    public int? Variants { get; init => field = value is { } count ? Check.AtLeast(count, 1) : null; }
}
