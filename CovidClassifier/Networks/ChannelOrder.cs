namespace CovidClassifier;

/// <summary>How the channels of a network's input lie. A gray X-ray gives all of them the same, so that only means and deviations tell them apart.</summary>
public enum ChannelOrder
{
    /// <summary>Red, green, blue: torchvision, timm, Keras.</summary>
    Rgb,

    /// <summary>Blue, green, red: Caffe and what was converted from it.</summary>
    Bgr,
}
