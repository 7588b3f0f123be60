namespace CovidClassifier.Imaging.Jpeg2000;

/// <summary>The picture and its tiles on the reference grid (ITU-T T.800, B.2 and B.3); all components have the grid's own resolution.</summary>
/// <param name="Picture">Where the picture lies.</param>
/// <param name="TileLeft">Where the first tile begins.</param>
/// <param name="TileTop">Where the first tile begins.</param>
/// <param name="TileWidth">Width of a tile.</param>
/// <param name="TileHeight">Height of a tile.</param>
/// <param name="Components">The components, one or three.</param>
internal sealed record Jpeg2000Size(Area Picture, int TileLeft, int TileTop, int TileWidth, int TileHeight, Jpeg2000Component[] Components)
{
    /// <summary>How many tiles a row has.</summary>
    public int TilesAcross => (int)(((long)Picture.Right - TileLeft + TileWidth - 1) / TileWidth);

    /// <summary>How many tiles there are.</summary>
    public long Tiles => TilesAcross * (((long)Picture.Bottom - TileTop + TileHeight - 1) / TileHeight);

    /// <summary>Where a tile lies.</summary>
    public Area Tile(int number)
    {
        long left = TileLeft + (long)(number % TilesAcross) * TileWidth, top = TileTop + (long)(number / TilesAcross) * TileHeight;
        return new Area(
            (int)Math.Max(left, Picture.Left), (int)Math.Max(top, Picture.Top), (int)Math.Min(left + TileWidth, Picture.Right),
            (int)Math.Min(top + TileHeight, Picture.Bottom));
    }
}
