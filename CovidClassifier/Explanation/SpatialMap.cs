namespace CovidClassifier.Explanation;

/// <summary>A tensor that still says where in the picture something was found.</summary>
/// <param name="Tensor">Its name.</param>
/// <param name="Shape">For one image; the first axis has one row, or two where the network scores an image and its mirror image.</param>
/// <param name="ChannelAxis">Which axis holds the channels: 1 as convolutions write them, 3 behind a transposition to channels last.</param>
/// <param name="IsMirroredPair">Whether the second row is of the mirror image.</param>
internal sealed record SpatialMap(string Tensor, long[] Shape, int ChannelAxis, bool IsMirroredPair)
{
    /// <summary>The two axes that stand for height and width.</summary>
    public long[] PlaceAxes => ChannelAxis == 1 ? [2, 3] : [1, 2];

    public int Rows => (int)Shape[0];

    public int Channels => (int)Shape[ChannelAxis];

    public int Height => (int)Shape[PlaceAxes[0]];

    public int Width => (int)Shape[PlaceAxes[1]];

    public int Places => Height * Width;

    /// <summary>Where the tensor's flat memory holds a channel at a place.</summary>
    public int Index(int row, int channel, int place) =>
        ChannelAxis == 1 ? (row * Channels + channel) * Places + place : (row * Places + place) * Channels + channel;
}
