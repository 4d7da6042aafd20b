"""Workbooks: XLSX, XLSM, XLSB, XLS and ODS, hostile ones included."""
