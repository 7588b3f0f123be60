namespace CovidClassifier.Imaging.Jpeg;

/// <summary>
/// The samples of one component, three rows of groups at a time, and its rows stretched to the picture's: the rules of libjpeg (jdmaster.c, jdsample.c), by
/// which colour is interpolated where it has half as many samples, else repeated. A component with fewer samples is kept larger than the others where the
/// picture is decoded at reduced scale, and needs no stretching then.
/// </summary>
internal sealed unsafe class JpegPlane
{
    private const int GroupsHeld = 3;

    private readonly byte[] _samples;
    private readonly byte* _start;
    private readonly byte[] _stretched;
    private readonly int _rowsPerGroup;
    private readonly int _width;
    private readonly int _height;
    private readonly int _across;
    private readonly int _down;
    private readonly bool _isInterpolated;

    /// <param name="frame">The frame.</param>
    /// <param name="component">The component.</param>
    /// <param name="side">Samples per side that a block of the component with the most samples gives: 8, 4, 2 or 1.</param>
    public JpegPlane(JpegFrame frame, JpegComponent component, int side)
    {
        Side = side;
        while (Side < JpegScale.Full && frame.Across * side % (component.Across * Side * 2) == 0 && frame.Down * side % (component.Down * Side * 2) == 0)
        {
            Side *= 2;
        }

        _across = frame.Across * side / (component.Across * Side);
        _down = frame.Down * side / (component.Down * Side);
        _rowsPerGroup = component.Down * Side;
        _width = JpegScale.Divided(frame.Width * component.Across * Side, frame.Across * JpegScale.Full);
        _height = JpegScale.Divided(frame.Height * component.Down * Side, frame.Down * JpegScale.Full);
        _isInterpolated = side > 1 && ((_across, _down) switch { (2, 1 or 2) => _width > 2, (1, 2) => true, _ => false });
        Stride = frame.GroupsAcross * component.Across * Side;
        _samples = GC.AllocateUninitializedArray<byte>(GroupsHeld * _rowsPerGroup * Stride, pinned: true);
        _start = (byte*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(_samples, 0);
        _stretched = _across * _down == 1 ? [] : new byte[_across * (_width + 1)];
    }

    /// <summary>Samples per side that a block of this component gives.</summary>
    public int Side { get; }

    /// <summary>From one row of samples to the next.</summary>
    public int Stride { get; }

    /// <summary>Memory that the planes of a frame take.</summary>
    public static long BytesOf(JpegFrame frame, int side) =>
        frame.Components.Count * (GroupsHeld * (long)frame.Down * JpegScale.Full + 1) * frame.GroupsAcross * frame.Across * Math.Min(JpegScale.Full, 4 * side);

    /// <summary>Where the samples of a row of blocks belong.</summary>
    /// <param name="group">Row of groups.</param>
    /// <param name="unit">Row of blocks in it.</param>
    public byte* Blocks(int group, int unit) => _start + ((group % GroupsHeld * _rowsPerGroup) + unit * Side) * Stride;

    /// <summary>A row of the picture, valid until another is asked for.</summary>
    /// <param name="y">Its number at the scale that is decoded at.</param>
    public ReadOnlySpan<byte> Row(int y)
    {
        int own = y / _down;
        ReadOnlySpan<byte> row = Samples(own);
        if (_across * _down == 1)
        {
            return row;
        }

        bool isLater = _down == 2 && y % 2 == 1;
        ReadOnlySpan<byte> near = _down == 2 ? Samples(isLater ? Math.Min(own + 1, _height - 1) : Math.Max(own - 1, 0)) : row;
        if (!_isInterpolated)
        {
            JpegStretching.Repeat(row, _across, _stretched);
        }
        else if (_down == 1)
        {
            JpegStretching.Across(row, _stretched);
        }
        else if (_across == 1)
        {
            JpegStretching.Down(row, near, isLater, _stretched);
        }
        else
        {
            JpegStretching.Both(row, near, _stretched);
        }

        return _stretched;
    }

    private ReadOnlySpan<byte> Samples(int y) => new(_start + y % (GroupsHeld * _rowsPerGroup) * Stride, _width);
}
