namespace CovidClassifier.Imaging.Jpeg;

/// <summary>Reads a scan into the coefficients, row by row: of groups where several components take turns, of blocks where one is alone.</summary>
internal unsafe struct JpegGathering(JpegFrame frame, JpegScan scan, bool isSequential, JpegCoefficients coefficients, JpegRestarts restarts)
{
    private JpegProgressive _progressive = new(scan);
    private JpegRestarts _restarts = restarts;

    /// <returns>False where the data stand for no block.</returns>
    public bool ReadRow(ref JpegBits bits, JpegUnits[] all, int y)
    {
        if (all is [var alone])
        {
            short* block = coefficients.Row(alone.Index, y);
            for (int x = frame.UnitsAcross(alone.Component); x > 0; x--, block += JpegZigzag.Count)
            {
                PassRestart(ref bits, all);
                if (!ReadBlock(ref bits, alone, block))
                {
                    return false;
                }
            }

            return true;
        }

        for (int x = 0; x < frame.GroupsAcross; x++)
        {
            PassRestart(ref bits, all);
            foreach (JpegUnits units in all)
            {
                if (!ReadGroup(ref bits, units, x, y))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool ReadGroup(ref JpegBits bits, JpegUnits units, int x, int y)
    {
        for (int row = 0; row < units.Component.Down; row++)
        {
            short* block = coefficients.Row(units.Index, y * units.Component.Down + row) + x * units.Component.Across * JpegZigzag.Count;
            for (int column = 0; column < units.Component.Across; column++, block += JpegZigzag.Count)
            {
                if (!ReadBlock(ref bits, units, block))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool ReadBlock(ref JpegBits bits, JpegUnits units, short* block) => isSequential
        ? JpegSequential.ReadBlock(ref bits, units.Dc!, units.Ac!, ref units.Previous, units.MostDc, block) >= 0
        : _progressive.ReadBlock(ref bits, scan.From == 0 ? units.Dc : units.Ac, ref units.Previous, units.MostDc, block);

    private void PassRestart(ref JpegBits bits, JpegUnits[] all)
    {
        if (_restarts.Passes(ref bits))
        {
            JpegDecoder.ForgetPrevious(all);
            _progressive.Restart();
        }
    }
}
