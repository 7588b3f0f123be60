using System.Runtime.InteropServices;

namespace CovidClassifier.Imaging.Jpeg;

/// <summary>The coefficients of every block of a picture whose scans come one after the other, and how far each is known.</summary>
internal sealed unsafe class JpegCoefficients : IDisposable
{
    private const int BlockBytes = JpegZigzag.Count * sizeof(short);
    private const int Unknown = -1;

    private readonly JpegFrame _frame;
    private readonly short*[] _blocks;
    private readonly int[][] _openBits;

    public JpegCoefficients(JpegFrame frame)
    {
        _frame = frame;
        _openBits = [.. frame.Components.Select(_ => Enumerable.Repeat(Unknown, JpegZigzag.Count).ToArray())];
        _blocks = new short*[frame.Components.Count];
        for (int i = 0; i < _blocks.Length; i++)
        {
            _blocks[i] = (short*)NativeMemory.AllocZeroed((nuint)BlocksOf(frame, frame.Components[i]), BlockBytes);
        }
    }

    /// <summary>Whether no later scan has anything to add.</summary>
    public bool AreFinal => _openBits.All(c => c.All(b => b == 0));

    /// <summary>Whether every component has at least its coarse picture.</summary>
    public bool ShowAll => _openBits.All(c => c[0] != Unknown);

    /// <summary>Memory that the coefficients of a frame take.</summary>
    public static long BytesOf(JpegFrame frame) => frame.Components.Sum(c => BlocksOf(frame, c) * BlockBytes);

    /// <summary>The first block of a row of blocks; those of a row lie side by side.</summary>
    public short* Row(int component, int row) => _blocks[component] + (long)row * Across(component) * JpegZigzag.Count;

    /// <summary>Remembers what a scan has brought.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="isWhole">Whether it brought all coefficients of its components, as sequential scans do.</param>
    public void Take(JpegScan scan, bool isWhole)
    {
        foreach (int component in scan.Components)
        {
            if (isWhole)
            {
                Array.Clear(_openBits[component]);
            }
            else
            {
                _openBits[component].AsSpan(scan.From, scan.To - scan.From + 1).Fill(scan.Low);
            }
        }
    }

    /// <summary>Whether a scan goes on where earlier ones have left off.</summary>
    public bool Fits(JpegScan scan) =>
        scan.Components.All(c => scan.High == 0 || _openBits[c].AsSpan(scan.From, scan.To - scan.From + 1).IndexOfAnyExcept(scan.High) < 0);

    public void Dispose()
    {
        for (int i = 0; i < _blocks.Length; i++)
        {
            NativeMemory.Free(_blocks[i]);
            _blocks[i] = null;
        }
    }

    private int Across(int component) => _frame.GroupsAcross * _frame.Components[component].Across;

    private static long BlocksOf(JpegFrame frame, JpegComponent component) => (long)frame.GroupsAcross * component.Across * frame.GroupsDown * component.Down;
}
