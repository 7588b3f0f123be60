namespace CovidClassifier.Tests.Imaging;

/// <summary>Writes one scan of a <see cref="TestJpegFile"/>.</summary>
internal sealed class TestJpegScan(TestJpegFile file, TestJpegFile.Scan scan, int[][][] units, Stream output)
{
    private readonly int[] _previous = new int[4];
    private readonly List<int> _corrections = [];
    private int _emptyBlocks;
    private uint _bits;
    private int _count;
    private int _restarts;

    public void Write()
    {
        bool isAlone = scan.Components.Length == 1;
        TestJpegFile.Plane first = file.PlaneAt(scan.Components[0]);
        (int across, int down) = isAlone
            ? (TestJpegFile.Divided(file.OwnSize(first).Columns, file.Unit), TestJpegFile.Divided(file.OwnSize(first).Rows, file.Unit))
            : (TestJpegFile.Divided(file.Columns, file.Unit * file.Across), TestJpegFile.Divided(file.Rows, file.Unit * file.Down));
        for (int group = 0; group < across * down; group++)
        {
            if (file.RestartInterval > 0 && group > 0 && group % file.RestartInterval == 0)
            {
                Flush();
                output.Write([0xFF, (byte)(0xD0 + _restarts++ % 8)]);
                Array.Clear(_previous);
            }

            foreach (int component in scan.Components)
            {
                TestJpegFile.Plane plane = file.PlaneAt(component);
                (int h, int v) = isAlone ? (1, 1) : (plane.Across, plane.Down);
                for (int i = 0; i < h * v; i++)
                {
                    WriteUnit(component, group % across * h + i % h, group / across * v + i / h, group);
                }
            }
        }

        Flush();
    }

    private void WriteUnit(int component, int x, int y, int group)
    {
        int across = file.Size(file.PlaneAt(component)).Across;
        int[] unit = units[component][y * across + x];
        if (file.IsLossless)
        {
            bool isFirst = group == 0 || (file.RestartInterval > 0 && group % file.RestartInterval == 0);
            WriteValue(0, Wrapped((unit[0] >> scan.Low) - Predicted(units[component], across, x, y, isFirst)));
        }
        else if (file.Marker != 0xC2)
        {
            WriteValue(0, unit[0] - _previous[component]);
            _previous[component] = unit[0];
            WriteBand(unit, 1, 63, 0);
        }
        else if (scan.From == 0)
        {
            int value = unit[0] >> scan.Low;
            if (scan.High > 0)
            {
                Put(value & 1, 1);
                return;
            }

            WriteValue(0, value - _previous[component]);
            _previous[component] = value;
        }
        else if (scan.High == 0)
        {
            WriteBand(unit, scan.From, scan.To, scan.Low);
        }
        else
        {
            RefineBand(unit);
        }
    }

    private int Predicted(int[][] samples, int across, int x, int y, bool isFirst)
    {
        int At(int column, int row) => samples[row * across + column][0] >> scan.Low;
        if (isFirst)
        {
            return 1 << (file.Bits - scan.Low - 1);
        }

        bool isFirstLine = y == 0 || (file.RestartInterval > 0 && y * across % file.RestartInterval == 0);
        if (isFirstLine || x == 0)
        {
            return isFirstLine ? At(x - 1, y) : At(x, y - 1);
        }

        (int a, int b, int c) = (At(x - 1, y), At(x, y - 1), At(x - 1, y - 1));
        return scan.From switch { 1 => a, 2 => b, 3 => c, 4 => a + b - c, 5 => a + ((b - c) >> 1), 6 => b + ((a - c) >> 1), _ => (a + b) / 2 };
    }

    private static int Wrapped(int difference) => (short)difference == -32768 ? 32768 : (short)difference;

    private void WriteBand(int[] unit, int from, int to, int low)
    {
        int run = 0;
        for (int k = from; k <= to; k++)
        {
            int value = Shifted(unit[k], low);
            if (value == 0)
            {
                run++;
                continue;
            }

            EndEmptyBlocks();
            for (; run > 15; run -= 16)
            {
                Put(0xF0, 8);
            }

            WriteValue(run << 4, value);
            run = 0;
        }

        if (run > 0)
        {
            AddEmptyBlock();
        }
    }

    private void RefineBand(int[] unit)
    {
        int last = Enumerable.Range(scan.From, scan.To - scan.From + 1).LastOrDefault(k => Math.Abs(Shifted(unit[k], scan.Low)) == 1);
        int run = 0;
        List<int> corrections = [];
        for (int k = scan.From; k <= scan.To; k++)
        {
            int value = Shifted(unit[k], scan.Low);
            if (value == 0)
            {
                run++;
                continue;
            }

            for (; run > 15 && k <= last; run -= 16)
            {
                EndEmptyBlocks();
                Put(0xF0, 8);
                corrections.ForEach(b => Put(b, 1));
                corrections.Clear();
            }

            if (Math.Abs(value) > 1)
            {
                corrections.Add(Math.Abs(value) & 1);
                continue;
            }

            EndEmptyBlocks();
            Put(run << 4 | 1, 8);
            Put(value > 0 ? 1 : 0, 1);
            corrections.ForEach(b => Put(b, 1));
            corrections.Clear();
            run = 0;
        }

        if (run > 0 || corrections.Count > 0)
        {
            _corrections.AddRange(corrections);
            AddEmptyBlock();
        }
    }

    private void AddEmptyBlock()
    {
        _emptyBlocks++;
        if (file.Marker != 0xC2)
        {
            Put(0, 8);
            _emptyBlocks = 0;
        }
        else if (_emptyBlocks == file.LongestRun)
        {
            EndEmptyBlocks();
        }
    }

    private void EndEmptyBlocks()
    {
        if (_emptyBlocks == 0)
        {
            return;
        }

        int size = (int)Math.Log2(_emptyBlocks);
        Put(size << 4, 8);
        Put(_emptyBlocks - (1 << size), size);
        _corrections.ForEach(b => Put(b, 1));
        _corrections.Clear();
        _emptyBlocks = 0;
    }

    private void WriteValue(int run, int value)
    {
        int size = value == 0 ? 0 : (int)Math.Log2(Math.Abs(value)) + 1;
        Put(run | size, 8);
        if (size < 16)
        {
            Put(value < 0 ? value + (1 << size) - 1 : value, size);
        }
    }

    private static int Shifted(int value, int low) => value < 0 ? -(-value >> low) : value >> low;

    private void Put(int value, int count)
    {
        for (int i = count - 1; i >= 0; i--)
        {
            _bits = _bits << 1 | (uint)(value >> i & 1);
            if (++_count == 8)
            {
                output.WriteByte((byte)_bits);
                if ((byte)_bits == 0xFF)
                {
                    output.WriteByte(0);
                }

                _count = 0;
            }
        }
    }

    private void Flush()
    {
        EndEmptyBlocks();
        while (_count != 0)
        {
            Put(1, 1);
        }
    }
}
